import type { Prisma } from "./generated/client";

/** Where an arrived file lies in the store, and as what. */
export type StoredFile = { storedName: string | null; storedType: string | null };
export const STORED_FILE = { storedName: true, storedType: true } satisfies Prisma.AttachmentSelect;

import { db } from "./db";

/** `case`: an auditor opened it. `contact`: somebody had the contact shown that a protected case hides till then. */
export type Looked = { complaintId: string; userId: string; what: "case" | "contact"; at: Date };

/** Looks of one person at one thing within this time are one look: a page that is loaded again is no new one. */
const ONE_LOOK_MS = 10 * 60_000;

/**
 * Written before anything is shown, so that nothing is seen unrecorded: throws `READ_ONLY` (unavailable.ts) while it can't be
 * written, and then nothing may be shown.
 */
export async function writeLook(look: Looked): Promise<void> {
  const { at, ...same } = look;
  const since = new Date(at.getTime() - ONE_LOOK_MS);
  const lately = await db.look.findFirst({ where: { ...same, at: { gt: since } }, select: { id: true } });
  if (!lately) await db.look.create({ data: look, select: { id: true } });
}

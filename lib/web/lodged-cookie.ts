import { cookies } from "next/headers";
import { z } from "zod";
import { env } from "@/lib/env";
import type { Locale } from "./i18n/routing";
import { paths } from "./paths";

const NAME = "jawab-lodged";
/**
 * Not one look only: on a weak network the first answer may be lost, and with it the key. It is no second secret, for the
 * claim cookie holds the same key.
 */
const MAX_AGE_SECONDS = 600;

const JustLodgedSchema = z.object({
  /** Browser and content (lib/web/mint-once.ts): a second press is known by it after a change of address too. */
  press: z.string(),
  trackingId: z.string(),
  claimKey: z.string(),
  dueAt: z.iso.datetime().nullable(),
  sensitive: z.boolean(),
  assigned: z.boolean(),
  filesMissing: z.int().min(0),
});
export type JustLodged = z.infer<typeof JustLodgedSchema>;

/** What the page after lodging shows, for ten minutes and on the lodging pages alone; null after that. */
export async function findJustLodged(): Promise<JustLodged | null> {
  const value = (await cookies()).get(NAME)?.value;
  if (!value) return null;
  try {
    return JustLodgedSchema.parse(JSON.parse(Buffer.from(value, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

export async function setJustLodged(lodged: JustLodged, locale: Locale): Promise<void> {
  (await cookies()).set(NAME, Buffer.from(JSON.stringify(lodged)).toString("base64url"), {
    httpOnly: true,
    sameSite: "lax",
    path: paths.lodge(locale),
    maxAge: MAX_AGE_SECONDS,
    secure: env.portalUrl?.startsWith("https:") ?? false,
  });
}

import { resolve } from "node:path";
import { z } from "zod";

/** A variable that is set but empty counts as not set: shells and unit files write `PORT=` for "none". */
function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
}

const EnvSchema = z.object({
  PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  HOST: optional(z.string()),
  /** Everything that the portal keeps lies under this folder. */
  PORTAL_DATA_DIR: optional(z.string()),
  /** The public origin, for links in mails and QR codes, and for the check of `Origin`. */
  PORTAL_URL: optional(z.url()),
  /** Where the door finds the app. */
  PORTAL_APP_URL: optional(z.url()),
  /** How much of the disk lodgings may take that wait for the app (lib/door/spool.ts). */
  PORTAL_SPOOL_BYTES: optional(z.coerce.number().int().min(1)),
  /** Comma-separated addresses whose `x-forwarded-for` is believed. */
  PORTAL_TRUSTED_PROXIES: optional(z.string()),
  /** `off` lifts the rate limits, in a demo only (design §4). */
  PORTAL_LIMITS: optional(z.enum(["on", "off"])),
});

const parsed = EnvSchema.parse(process.env);

/** The settings of this process, read once. Nothing else in lib/, app/ or components/ reads `process.env`. */
export const env = {
  port: parsed.PORT ?? 3000,
  host: parsed.HOST ?? "0.0.0.0",
  dataDir: resolve(/*turbopackIgnore: true*/ parsed.PORTAL_DATA_DIR ?? "data"),
  appUrl: parsed.PORTAL_APP_URL ?? "http://127.0.0.1:3001",
  spoolBytes: parsed.PORTAL_SPOOL_BYTES ?? 20 * 1024 ** 3,
  portalUrl: parsed.PORTAL_URL?.replace(/\/$/, "") ?? null,
  trustedProxies: (parsed.PORTAL_TRUSTED_PROXIES ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean),
  limits: parsed.PORTAL_LIMITS ?? "on",
} as const;

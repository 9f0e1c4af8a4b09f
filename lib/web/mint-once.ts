import { createHash } from "node:crypto";
import { claimKeyHash, isClaimKeyShaped } from "@/lib/domain/complaint/claim-key";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { type Minted, mint } from "@/lib/http/mint";

/**
 * How long an answer may be on its way. After that the cookie that came with it tells the browser for ten minutes
 * (lodged-cookie.ts); without one, whoever writes the same from the same address may well be somebody else.
 */
const ON_ITS_WAY_MS = 60_000;
/** About 5 MB of memory at the most; the oldest go first. */
const MOST = 10_000;

type Remembered = { minted: Minted; until: number };
// One memory a process, however often Next bundles this module.
const globals = globalThis as { jawabMints?: Map<string, Remembered> };
globals.jawabMints ??= new Map();
const mints = globals.jawabMints;

/**
 * ID and key for a form without script, the same again for the same `press` within a minute: whoever presses twice before
 * our answer has come sees the first ID (design §3). `press` is what tells browser and content (`pressOf`).
 */
export function mintOnce(press: string, now: Date): Minted {
  for (const [key, { until }] of mints) {
    if (until > now.getTime() && mints.size <= MOST) break; // kept in order of age
    mints.delete(key);
  }
  const known = mints.get(press);
  if (known) return known.minted;
  const minted = mint();
  mints.set(press, { minted, until: now.getTime() + ON_ITS_WAY_MS });
  return minted;
}

/** After other content was found under that ID. */
export function forgetMint(press: string): void {
  mints.delete(press);
}

/** One browser's sending of one content: hex SHA-256. `browser` is whatever tells it from others without a cookie. */
export function pressOf(browser: readonly string[], content: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify([browser, content]))
    .digest("hex");
}

/** What the door has minted before it asked us, so that its retry and its spool take the same; null where it hasn't. */
export function mintedByDoor(trackingId: string | null, claimKey: string | null): Minted | null {
  const id = parseTrackingId(trackingId ?? "");
  if (!id.ok || claimKey === null || !isClaimKeyShaped(claimKey)) return null;
  return { trackingId: id.value, claimKey, claimKeyHash: claimKeyHash(claimKey) };
}

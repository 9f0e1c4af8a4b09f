import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "@/lib/env";
import { isDemo } from "@/lib/folder";

/**
 * What is limited, and how much: `points` in `seconds` for one key. Citizens of one mobile carrier share an address by the
 * thousand, so look-ups that hit and lodgings have high limits, and only misses and wrong secrets a tight one
 * (reference/asvs.md). Held in memory, so that a read-only portal limits too.
 */
const LIMITS = {
  /** Look-ups of unknown or mistyped IDs, from one network. */
  miss: { points: 20, seconds: 600 },
  /** Every look-up, from one network. */
  lookup: { points: 6_000, seconds: 60 },
  /** Lodgings and files, from one network. */
  lodge: { points: 1_200, seconds: 60 },
  /** Questions after open complaints near a place, from one network: enough for who lodges, too few to map a town. */
  nearby: { points: 60, seconds: 600 },
  /** A citizen's actions on one complaint. */
  act: { points: 60, seconds: 600 },
  /** Wrong claim keys for one complaint. */
  claim: { points: 20, seconds: 600 },
  /** Failed sign-ins of one account. */
  signInAccount: { points: 10, seconds: 900 },
  /** Failed sign-ins from one network. */
  signInNetwork: { points: 60, seconds: 900 },
} as const;

export type Limit = keyof typeof LIMITS;

// One set of counters a process, however often Next bundles this module.
const globals = globalThis as { jawabLimits?: Map<Limit, RateLimiterMemory> };
globals.jawabLimits ??= new Map(
  Object.entries(LIMITS).map(([name, { points, seconds }]) => [
    name as Limit,
    new RateLimiterMemory({ points, duration: seconds, keyPrefix: name }),
  ]),
);
const limiters = globals.jawabLimits;

/** Counts one use of `limit` by `key`. Null when it is allowed, else the seconds to wait (for `Retry-After`). */
export async function countUse(limit: Limit, key: string): Promise<number | null> {
  if (areLifted()) return null;
  try {
    await limiters.get(limit)?.consume(key);
    return null;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return secondsOf(refusal);
  }
}

/** Takes back one use that `countUse` counted: for what is counted before its outcome is known, so that many at once count too. */
export async function forgiveLimit(limit: Limit, key: string): Promise<void> {
  if (!areLifted()) await limiters.get(limit)?.reward(key);
}

/** The part of an address that one subscriber can't change at will: /24 of IPv4, /48 of IPv6. */
export function networkOf(address: string): string {
  if (address.includes(".")) return address.split(".").slice(0, 3).join(".");
  const [head = "", tail = ""] = address.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const zeros = address.includes("::") ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0") : [];
  return [...left, ...zeros, ...right].slice(0, 3).join(":");
}

function areLifted(): boolean {
  return env.limits === "off" && isDemo();
}

function secondsOf({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}

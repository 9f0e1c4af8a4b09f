import { err, ok, type Result } from "@/lib/domain/result";
import { parseTrackingId } from "./tracking-id";

/** Why the helpline looks somebody up: recorded before anything is shown (design §5, "Reach"). `other` wants words. */
export const LOOK_UP_REASONS = ["status", "lost_id", "answer", "dispute", "contact", "other"] as const;
export type LookUpReason = (typeof LOOK_UP_REASONS)[number];

export const SOUGHT_KINDS = ["id", "phone", "email", "cnic"] as const;
export type SoughtKind = (typeof SOUGHT_KINDS)[number];
export type Sought = { by: SoughtKind; value: string };

export const CALLER_TERMS = {
  /** More look-ups in an hour than calls can be: somebody is searching, not helping. */
  lookUpsPerHour: 60,
  /** How long what was looked up stays open to whoever looked. */
  openMinutes: 30,
  /** How long two matching facts open one complaint to one person. */
  verifiedMinutes: 15,
  wrongTries: 3,
  lockHours: 24,
  rowsShown: 20,
  /** The same IDs are not sent again within this time, or anybody could fill a stranger's phone. */
  resendMinutes: 60,
  reasonLength: 300,
} as const;

/** What a caller may say to be known by. */
export const FACT_KINDS = ["name", "phone", "email", "cnic", "landmark", "district", "lodgedOn"] as const;
export type FactKind = (typeof FACT_KINDS)[number];
/** Anybody who has the ID reads these on the public page. */
const PUBLIC_FACTS: readonly FactKind[] = ["district", "lodgedOn"];
export const PRIVATE_FACTS = FACT_KINDS.filter((kind) => !PUBLIC_FACTS.includes(kind));

/**
 * Whether the caller is known: everything that was said is right, it is two facts at least, and what the public page
 * tells counts, as one of them, only where the file holds no second private fact. Source: design §5, helpline.
 */
export function isCallerKnown(
  said: readonly FactKind[],
  matched: readonly FactKind[],
  privateOnFile: readonly FactKind[],
): boolean {
  if (said.length < 2 || matched.length < said.length) return false;
  const hidden = matched.filter((kind) => !PUBLIC_FACTS.includes(kind)).length;
  return hidden >= 2 || (hidden === 1 && privateOnFile.length === 1);
}

const LONGEST = 254;

/**
 * What kind of thing was typed into the one box, by its shape. `mistyped`: an ID with a wrong character; `unclear`: none of
 * the four. Digits alone are never an ID, for thirteen of them are a CNIC.
 */
export function guessSought(typed: string): Result<Sought, "empty" | "mistyped" | "unclear"> {
  const value = typed.trim();
  if (value === "") return err("empty");
  if (value.length > LONGEST) return err("unclear");
  if (value.includes("@")) return ok({ by: "email", value });
  const plain = value.normalize("NFKC").replace(/[\s()./\p{Pd}\p{Cf}\u2212]/gu, "");
  if (/^\+?\p{Nd}+$/u.test(plain)) return guessNumber(plain, value);
  const id = parseTrackingId(value);
  if (id.ok) return ok({ by: "id", value: id.value });
  return err(/[a-z]/i.test(plain) ? "mistyped" : "unclear");
}

function guessNumber(plain: string, value: string): Result<Sought, "unclear"> {
  const digits = plain.replace("+", "").length;
  if (digits === 13 && !plain.startsWith("+")) return ok({ by: "cnic", value });
  return digits >= 7 && digits <= 15 ? ok({ by: "phone", value }) : err("unclear");
}

import { findTypingMistake, parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { err, type Result } from "@/lib/domain/result";

/**
 * The tracking ID of an API address, in its one true form. A refusal says whether all is well but the check character,
 * which is what most typing mistakes come to.
 */
export function readTrackingId(typed: string): Result<string, "wrong-check-character" | "not-a-tracking-id"> {
  const parsed = parseTrackingId(typed);
  if (parsed.ok) return parsed;
  return err(findTypingMistake(typed).code === "check" ? "wrong-check-character" : "not-a-tracking-id");
}

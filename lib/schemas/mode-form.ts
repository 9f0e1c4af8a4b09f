import { z } from "zod";
import { parseWallTime } from "@/lib/domain/wall-time";

const URDU = /\p{Script=Arabic}/u;
export const REASON_LENGTH = 300;

/** The announcement of a read-only portal. Messages are codes: words are in messages, `admin.mode.problems`. */
export const AnnouncementSchema = z.object({
  reasonEn: z.string().trim().min(10, "reason-short").max(REASON_LENGTH, "reason-long"),
  reasonUr: z.string().trim().min(10, "reason-short").max(REASON_LENGTH, "reason-long").regex(URDU, "reason-not-urdu"),
  /** Date and time by Pakistan's clocks, or left empty where nobody can say. */
  until: z.string().transform((text, context) => {
    if (text === "") return null;
    const at = parseWallTime(text);
    if (!at) context.addIssue({ code: "custom", message: "until-unclear" });
    return at;
  }),
});
export type AnnouncementField = keyof z.infer<typeof AnnouncementSchema>;
export type AnnouncementProblem = { field: AnnouncementField; code: ProblemCode };
type ProblemCode = "reason-short" | "reason-long" | "reason-not-urdu" | "until-unclear" | "until-past";

type Announcement = { until: Date | null; reason: { en: string; ur: string } };
type Read = { ok: true; value: Announcement } | { ok: false; error: AnnouncementProblem[] };

/** Reads what an admin has typed, at `now`: one problem a field at most. */
export function readAnnouncement(typed: Record<AnnouncementField, string>, now: Date): Read {
  const parsed = AnnouncementSchema.safeParse(typed);
  if (!parsed.success) {
    const problems = new Map<AnnouncementField, ProblemCode>();
    for (const { path, message } of parsed.error.issues) {
      const field = path[0] as AnnouncementField;
      if (!problems.has(field)) problems.set(field, message as ProblemCode);
    }
    return { ok: false, error: Array.from(problems, ([field, code]) => ({ field, code })) };
  }
  const { until, reasonEn, reasonUr } = parsed.data;
  if (until && until <= now) return { ok: false, error: [{ field: "until", code: "until-past" }] };
  return { ok: true, value: { until, reason: { en: reasonEn, ur: reasonUr } } };
}

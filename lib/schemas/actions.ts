import { z } from "zod";
import { TEXT_LIMIT } from "@/lib/domain/complaint/action-input";

/** `required` where a member is missing, else what is wrong with it. */
function orRequired(code: string) {
  return { error: ({ input }: { input?: unknown }) => (input === undefined ? "required" : code) };
}

/** In every action: the sender's own ID of it, and the version of the complaint that the sender saw. */
const sent = {
  actionId: z.uuid(orRequired("not-valid")).toLowerCase(),
  version: z.int(orRequired("not-a-number")).min(1, "not-valid"),
};
const text = z
  .string(orRequired("not-text"))
  .trim()
  .min(1, "required")
  .refine((words) => Array.from(words).length <= TEXT_LIMIT, "too-long");
const rating = z.int("not-a-number").min(1, "not-a-choice").max(5, "not-a-choice");

/** The body of POST /api/v1/complaints/{trackingId}/actions/{verb}, for each thing that a citizen can do (design §4). */
export const ACTION_BODIES = {
  confirm: {
    summary: "Say that it is solved; `rating` from 1 (not at all content) to 5",
    schema: z.strictObject({ ...sent, rating: rating.optional(), text: text.optional() }),
  },
  dispute: {
    summary: "Say that it is not solved; `text` says what is missing",
    schema: z.strictObject({ ...sent, text, rating: rating.optional() }),
  },
  reply: {
    summary: "Write to the office, or answer its question",
    schema: z.strictObject({ ...sent, text }),
  },
  withdraw: {
    summary: "Withdraw it, with 72 hours in which it can be kept; `pressured` is told to the independent desk alone",
    schema: z.strictObject({ ...sent, pressured: z.boolean(orRequired("not-a-choice")) }),
  },
  keep: { summary: "Take a withdrawal back", schema: z.strictObject(sent) },
  escalate: {
    summary: "Raise it one level, once, when it is overdue",
    schema: z.strictObject({ ...sent, text: text.optional() }),
  },
  appeal: {
    summary: "Appeal to an authority outside the office; `text` is the ground",
    schema: z.strictObject({ ...sent, text }),
  },
} as const;

export type CitizenVerb = keyof typeof ACTION_BODIES;
/** What any of the bodies may hold, once it has been parsed. */
export type ActionBody = { actionId: string; version: number; text?: string; rating?: number; pressured?: boolean };

export function isCitizenVerb(value: string): value is CitizenVerb {
  return Object.hasOwn(ACTION_BODIES, value);
}

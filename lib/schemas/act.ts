import { z } from "zod";
import { type InputField, PUBLIC_TEXT_LIMIT, TEXT_LIMIT } from "@/lib/domain/complaint/action-input";
import { ACTIONS, type Action, type Row, WORKFLOW } from "@/lib/domain/complaint/workflow-table";

/** An empty control of a form says nothing. */
function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess(
    (value) => (typeof value === "string" && value.trim() === "" ? undefined : value),
    schema.optional(),
  );
}

const id = z.string("invalid").max(100, "invalid");
const line = z.string("invalid").trim().max(200, "too_long");
/** Lengths in code points, as the domain counts them; this bound only keeps nonsense out. */
const words = (limit: number) =>
  z
    .string("invalid")
    .trim()
    .max(limit * 2, "too_long");
const whole = z.coerce.number("invalid").int("invalid");

/** How each field comes out of a form. References come as ids, which the use-case looks up; what must be given, and what fits, the domain says. */
const FIELDS = {
  publicText: optional(words(PUBLIC_TEXT_LIMIT)),
  text: optional(words(TEXT_LIMIT)),
  reason: optional(words(TEXT_LIMIT)),
  desk: optional(id),
  officer: optional(id),
  service: optional(id),
  parent: optional(line),
  accusedIds: z.array(id, "invalid").max(50, "invalid").optional(),
  days: optional(whole.min(1, "invalid").max(400, "invalid")),
  rating: optional(whole.min(1, "invalid").max(5, "invalid")),
  outcome: optional(id),
  rejectReason: optional(id),
  courtCase: optional(line),
  reference: optional(line),
  decision: optional(z.enum(["uphold", "dismiss"], "invalid")),
  sequence: optional(whole.min(0, "invalid")),
} satisfies Partial<Record<InputField, z.ZodType>>;

const AllFieldsSchema = z.object(FIELDS);
/** What an officer's form brings to an action. */
export type ActFields = z.infer<typeof AllFieldsSchema>;
export type ActField = keyof ActFields;

/** Beside its fields, every form says what is done and which version of the complaint its author saw. */
export const ActHeadSchema = z.object({
  action: z.enum(ACTIONS),
  version: z.coerce.number().int().min(1),
  actionId: z.uuid().optional(),
});

/** The fields that the workflow table lets an action bring, in the table's order: forms are made from them. */
export function fieldsOf(action: Action): ActField[] {
  const { gives, mayGive = [] }: Row = WORKFLOW[action];
  return [...gives, ...mayGive].filter((field): field is ActField => field in FIELDS);
}

/** What the form of `action` may send; anything else in it is left out. */
export function actSchema(action: Action): z.ZodType<ActFields> {
  const mask = Object.fromEntries(fieldsOf(action).map((field) => [field, true as const]));
  return AllFieldsSchema.pick(mask as { [F in ActField]?: true }) as unknown as z.ZodType<ActFields>;
}

/** `form` as the schema reads it: lists where a field may be chosen more than once, text for the rest. */
export function readActForm(form: FormData): Record<string, unknown> {
  const sent: Record<string, unknown> = Object.fromEntries(form);
  if (form.has("accusedIdsAsked")) sent.accusedIds = form.getAll("accusedIds").filter((value) => value !== "");
  else delete sent.accusedIds;
  return sent;
}

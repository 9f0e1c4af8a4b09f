import { err, ok, type Result } from "@/lib/domain/result";
import { type FieldError, fieldErrors } from "./field-errors";
import type { LodgeAnswers } from "./lodge-answers";
import { type ListedAttachment, type Lodgement, LodgementSchema } from "./lodgement";

/** What the form doesn't ask but the lodgement holds. */
export type LodgeFrame = {
  language: "en" | "ur";
  claimKeyHash: string;
  savedAt: string;
  attachments: readonly ListedAttachment[];
  /** A service's `location_required` makes the form ask for the place; the API never does (design §4). */
  needsPlace: boolean;
};

/**
 * The form's answers as a lodgement, or one entry for each field to mend, all of them at once. Empty fields are left out;
 * with a phone or an e-mail and no word on the channel, we write there.
 */
export function decideLodgement(answers: LodgeAnswers, frame: LodgeFrame): Result<Lodgement, FieldError[]> {
  const parsed = LodgementSchema.safeParse(candidateOf(answers, frame));
  return parsed.success ? ok(parsed.data) : err(fieldErrors(parsed.error).map(asAsked));
}

/** Nothing typed into a question that must be answered reads better as "required" than as the length of nothing. */
function asAsked({ field, code }: FieldError): FieldError {
  return { field, code: code === "empty" ? "required" : code };
}

function candidateOf(
  answers: LodgeAnswers,
  { needsPlace, attachments, ...frame }: LodgeFrame,
): Record<string, unknown> {
  const { kind, serviceCode, districtId, country, text, occurredOn, joins } = answers;
  const abroad = districtId === "overseas";
  return withoutGaps({
    ...frame,
    kind: filled(kind) ?? "complaint",
    serviceCode: filled(serviceCode),
    districtId: filled(districtId),
    text,
    occurredOn: filled(occurredOn),
    location: placeOf(answers.location) ?? (needsPlace && !abroad ? { landmark: "" } : undefined),
    country: abroad ? country : undefined,
    against: group(answers.against),
    attachments: attachments.length > 0 ? attachments : undefined,
    contact: contactOf(answers.contact),
    joins: filled(joins),
  });
}

function placeOf({ landmark, lat, long }: LodgeAnswers["location"]): Record<string, unknown> | undefined {
  const coordinates = filled(lat) && filled(long) ? { lat: Number(lat), long: Number(long) } : {};
  return group({ landmark: filled(landmark), ...coordinates });
}

function contactOf({ name, phone, email, channel }: LodgeAnswers["contact"]): Record<string, unknown> | undefined {
  const implied = filled(phone) ? "sms" : filled(email) ? "email" : undefined;
  return group({ name, phone, email, channel: filled(channel) ?? implied });
}

function filled(value: string): string | undefined {
  return value.trim() === "" ? undefined : value;
}

function group(values: Record<string, unknown>): Record<string, unknown> | undefined {
  const kept = withoutGaps(values);
  return Object.keys(kept).length > 0 ? kept : undefined;
}

function withoutGaps(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => {
      if (value === undefined) return false;
      return key === "text" || key === "country" || typeof value !== "string" || value.trim() !== "";
    }),
  );
}

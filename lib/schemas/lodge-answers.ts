// Without zod, so that the plain page of the form stays light.

/**
 * The named fields of the lodging form: each is the path of its value in the lodgement. The door reads them too, so they
 * only grow (design §3). Files come beside them, under the name `attachments`.
 */
export const LODGE_FIELDS = [
  "kind",
  "serviceCode",
  "districtId",
  "country",
  "location.landmark",
  "location.lat",
  "location.long",
  "text",
  "occurredOn",
  "against.name",
  "against.post",
  "against.office",
  "contact.name",
  "contact.phone",
  "contact.email",
  "contact.channel",
  "joins",
] as const;
export type LodgeField = (typeof LODGE_FIELDS)[number];

/** What the form's file field offers: pictures and documents (lodgement.ts), which a test keeps equal. */
export const LODGE_FILE_TYPES = ["image/jpeg", "image/png", "image/webp", "application/pdf"] as const;

/** What stands in the form, as typed: text everywhere, empty where nothing was said. */
export type LodgeAnswers = {
  kind: string;
  serviceCode: string;
  districtId: string;
  country: string;
  location: { landmark: string; lat: string; long: string };
  text: string;
  occurredOn: string;
  against: { name: string; post: string; office: string };
  contact: { name: string; phone: string; email: string; channel: string };
  /** The open complaint nearby that is the same one. */
  joins: string;
};

/** An untouched form. */
export function emptyAnswers(): LodgeAnswers {
  return {
    kind: "complaint",
    serviceCode: "",
    districtId: "",
    country: "",
    location: { landmark: "", lat: "", long: "" },
    text: "",
    occurredOn: "",
    against: { name: "", post: "", office: "" },
    contact: { name: "", phone: "", email: "", channel: "" },
    joins: "",
  };
}

/** Reads the named fields and nothing else; what is missing is empty. Line ends become `\n`, NUL is dropped. */
export function readAnswers(form: FormData): LodgeAnswers {
  const answers = emptyAnswers();
  for (const field of LODGE_FIELDS) {
    const value = form.get(field);
    if (typeof value === "string") setAnswer(answers, field, tidy(value));
  }
  return answers;
}

export function answerOf(answers: LodgeAnswers, field: LodgeField): string {
  const [first, second] = field.split(".") as [keyof LodgeAnswers, string?];
  const value = answers[first];
  return typeof value === "string" ? value : ((value as Record<string, string>)[second ?? ""] ?? "");
}

function setAnswer(answers: LodgeAnswers, field: LodgeField, value: string): void {
  const [first = "", second] = field.split(".");
  const target = (second ? answers[first as "location"] : answers) as Record<string, string>;
  target[second ?? first] = value;
}

function tidy(value: string): string {
  return value.replaceAll("\r\n", "\n").replaceAll("\u0000", "");
}

// The small zod: this shape is in every phone that lodges, and weighs a third of what it would with the large one.
import * as z from "zod/mini";

/** Design §4. The codes below are the `code` of each field's entry in a 422; the words for people are in messages, namespace `fields`. */
export const LIMITS = {
  textMin: 10,
  textMax: 5_000,
  files: 5,
  fileBytes: 5 * 1024 * 1024,
  complaintBytes: 25 * 1024 * 1024,
  filesDays: 7,
} as const;

export const PICTURE_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
export const DOCUMENT_TYPES = ["application/pdf"] as const;
export const VOICE_TYPES = ["audio/webm", "audio/ogg", "audio/mp4", "audio/mpeg"] as const;
export const FILE_TYPES = [...PICTURE_TYPES, ...DOCUMENT_TYPES, ...VOICE_TYPES] as const;
export type FileType = (typeof FILE_TYPES)[number];

const codePoints = (text: string) => Array.from(text).length;

/** One line of text: a name, an office. */
function line(max: number) {
  return z.string("not-text").check(
    z.trim(),
    z.minLength(1, "empty"),
    z.refine((text) => codePoints(text) <= max, "too-long"),
  );
}

/** Free words of at most `max` code points, at least `min` after trimming. */
function prose(min: number, max: number) {
  return z.string("not-text").check(
    z.trim(),
    z.refine((text) => codePoints(text) >= min, "too-short"),
    z.refine((text) => codePoints(text) <= max, "too-long"),
  );
}

/** Latin, Urdu and Arabic digits. */
const DIGIT = "[0-9\\u06F0-\\u06F9\\u0660-\\u0669]";

const PhoneSchema = z
  .string("not-text")
  .check(z.trim(), z.regex(new RegExp(`^\\+?(?:${DIGIT}[ ()-]{0,2}){7,15}$`, "u"), "not-a-phone"));
export const EmailSchema = z.pipe(
  z.string("not-text").check(z.trim(), z.maxLength(254, "too-long")),
  z.email("not-an-email"),
);
const CnicSchema = z
  .string("not-text")
  .check(z.trim(), z.regex(new RegExp(`^${DIGIT}{5}-?${DIGIT}{7}-?${DIGIT}$`, "u"), "not-a-cnic"));
const ClockTimeSchema = z.string("not-text").check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "not-a-time"));

export const ContactSchema = z
  .strictObject({
    name: z.optional(line(120)),
    phone: z.optional(PhoneSchema),
    email: z.optional(EmailSchema),
    cnic: z.optional(CnicSchema),
    channel: z.optional(z.enum(["sms", "email", "none"], "not-a-choice")),
    quiet: z.optional(z.strictObject({ from: ClockTimeSchema, to: ClockTimeSchema })),
  })
  .check(
    z.refine(({ channel, phone }) => channel !== "sms" || phone, { path: ["phone"], error: "needed-for-sms" }),
    z.refine(({ channel, email }) => channel !== "email" || email, { path: ["email"], error: "needed-for-email" }),
  );
export type Contact = z.infer<typeof ContactSchema>;

/** A place on the map, or its description, or both. */
const LocationSchema = z
  .strictObject({
    lat: z.optional(z.number("not-a-number").check(z.gte(-90, "off-the-map"), z.lte(90, "off-the-map"))),
    long: z.optional(z.number("not-a-number").check(z.gte(-180, "off-the-map"), z.lte(180, "off-the-map"))),
    landmark: z.optional(line(300)),
  })
  .check(
    z.refine(({ lat, long }) => (lat === undefined) === (long === undefined), {
      path: ["long"],
      error: "half-a-place",
    }),
    z.refine(({ lat, landmark }) => lat !== undefined || landmark !== undefined, {
      path: ["landmark"],
      error: "empty",
    }),
  );
export type Location = z.infer<typeof LocationSchema>;

const AgainstSchema = z.strictObject({
  name: z.optional(line(120)),
  post: z.optional(line(120)),
  office: z.optional(line(200)),
});
export type Against = z.infer<typeof AgainstSchema>;

const AttachmentSchema = z
  .strictObject({
    sha256: z.string("not-text").check(z.regex(/^[0-9a-f]{64}$/, "not-a-hash")),
    type: z.enum(FILE_TYPES, "type-not-taken"),
    bytes: z.int("not-a-number").check(z.gte(1, "empty"), z.lte(LIMITS.fileBytes, "too-large")),
    role: z.enum(["photo", "document", "voice"], "not-a-choice"),
  })
  .check(z.refine(({ role, type }) => TYPES_OF_ROLE[role].includes(type), { path: ["type"], error: "type-not-taken" }));
export type ListedAttachment = z.infer<typeof AttachmentSchema>;

const TYPES_OF_ROLE: Record<"photo" | "document" | "voice", readonly string[]> = {
  photo: PICTURE_TYPES,
  document: [...DOCUMENT_TYPES, ...PICTURE_TYPES],
  voice: VOICE_TYPES,
};

/** The body of PUT /api/v1/complaints/{trackingId}: the one shape in which a complaint comes in (design §4). */
export const LodgementSchema = z
  .strictObject({
    kind: z.enum(["complaint", "suggestion", "query", "appreciation"], "not-a-choice"),
    serviceCode: z.string("required").check(z.regex(/^[A-Z]{3}-[A-Z0-9]{3,4}$/, "unknown-service")),
    districtId: z.string("required").check(z.regex(/^(overseas|[a-z]{2}-[a-z0-9-]{2,60})$/, "unknown-district")),
    text: z.optional(prose(LIMITS.textMin, LIMITS.textMax)),
    language: z.enum(["en", "ur"], "not-a-choice"),
    claimKeyHash: z.string("required").check(z.regex(/^[0-9a-f]{64}$/, "not-a-hash")),
    savedAt: z.iso.datetime({ offset: true, error: "not-a-time" }),
    occurredOn: z.optional(z.iso.date("not-a-date")),
    location: z.optional(LocationSchema),
    country: z.optional(line(60)),
    against: z.optional(AgainstSchema),
    attachments: z.optional(
      z.array(AttachmentSchema, "not-a-list").check(z.maxLength(LIMITS.files + 1, "too-many-files")),
    ),
    contact: z.optional(ContactSchema),
    // A `ref` of POST /api/v1/nearby. What it names may be gone by now, so any short text passes: it then joins nothing.
    joins: z.optional(z.string("not-text").check(z.maxLength(64, "too-long"))),
  })
  .check(
    z.superRefine((body, context) => {
      const files = body.attachments ?? [];
      const voices = files.filter(({ role }) => role === "voice").length;
      const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
      if (body.text === undefined && voices === 0) refuse("text", "required");
      if (voices > 1) refuse("attachments", "one-voice");
      if (files.length - voices > LIMITS.files) refuse("attachments", "too-many-files");
      if (new Set(files.map(({ sha256 }) => sha256)).size < files.length) refuse("attachments", "same-file-twice");
      if (files.reduce((sum, { bytes }) => sum + bytes, 0) > LIMITS.complaintBytes) refuse("attachments", "too-large");
      if (body.districtId === "overseas" && body.country === undefined) refuse("country", "required");
      const savedAt = Date.parse(body.savedAt); // not a number where savedAt is refused: zod goes on to this all the same
      if (body.occurredOn && !Number.isNaN(savedAt) && body.occurredOn > latestDay(savedAt))
        refuse("occurredOn", "in-the-future");
    }),
  );
export type Lodgement = z.infer<typeof LodgementSchema>;

/** The last calendar day that any clock on earth shows at that moment, so that no citizen's "today" is refused. */
function latestDay(moment: number): string {
  return new Date(moment + 14 * 3_600_000).toISOString().slice(0, 10);
}

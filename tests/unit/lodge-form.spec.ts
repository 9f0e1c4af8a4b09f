import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyAnswers, LODGE_FIELDS, LODGE_FILE_TYPES, readAnswers } from "@/lib/schemas/lodge-answers";
import { decideLodgement, type LodgeFrame } from "@/lib/schemas/lodge-form";
import { DOCUMENT_TYPES, PICTURE_TYPES } from "@/lib/schemas/lodgement";
import enFields from "@/messages/en/fields.json";
import urFields from "@/messages/ur/fields.json";

const FRAME: LodgeFrame = {
  language: "en",
  claimKeyHash: "a".repeat(64),
  savedAt: "2026-11-24T10:00:00.000Z",
  attachments: [],
  needsPlace: false,
};
const TEXT = "The sewer has been overflowing for days.";

function posted(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

function decide(fields: Record<string, string>, frame: Partial<LodgeFrame> = {}) {
  return decideLodgement(readAnswers(posted(fields)), { ...FRAME, ...frame });
}

const PLAIN = { kind: "complaint", serviceCode: "WAT-SEWR", districtId: "pb-lahore", text: TEXT };

test("the least that can be sent becomes a lodgement without empty members", () => {
  expect(decide(PLAIN)).toEqual({
    ok: true,
    value: { ...PLAIN, language: "en", claimKeyHash: FRAME.claimKeyHash, savedAt: FRAME.savedAt },
  });
});

test("what it joins travels in the body, and is left out where there is nothing to join", () => {
  const ref = "0b0e7f7a-6f2e-4f0f-9f0e-1f2a3b4c5d6e";
  expect(decide({ ...PLAIN, joins: ref })).toMatchObject({ ok: true, value: { joins: ref } });
  const none = decide({ ...PLAIN, joins: "" });
  expect(none.ok && "joins" in none.value).toBe(false);
});

test("everything that can be said arrives in its place", () => {
  const form = {
    ...PLAIN,
    kind: "suggestion",
    occurredOn: "2026-11-20",
    "location.landmark": " Street 7 ",
    "location.lat": "31.52",
    "location.long": "74.35",
    "against.name": "A. B.",
    "against.office": "Sub-division 3",
    "contact.name": "Ayesha",
    "contact.phone": "0300 1234567",
    "contact.email": "a@example.com",
    "contact.channel": "email",
  };
  expect(decide(form)).toMatchObject({
    ok: true,
    value: {
      kind: "suggestion",
      occurredOn: "2026-11-20",
      location: { landmark: "Street 7", lat: 31.52, long: 74.35 },
      against: { name: "A. B.", office: "Sub-division 3" },
      contact: { name: "Ayesha", phone: "0300 1234567", email: "a@example.com", channel: "email" },
    },
  });
});

test("all empty questions that need an answer are named at once", () => {
  expect(decide({}, { needsPlace: true })).toEqual({
    ok: false,
    error: [
      { field: "serviceCode", code: "required" },
      { field: "districtId", code: "required" },
      { field: "text", code: "too-short" },
      { field: "location.landmark", code: "required" },
    ],
  });
});

test("the file field offers what the schema takes", () => {
  expect(LODGE_FILE_TYPES).toEqual([...PICTURE_TYPES, ...DOCUMENT_TYPES]);
});

test("the place is asked for where the service needs one, and coordinates are enough", () => {
  expect(decide(PLAIN, { needsPlace: true })).toMatchObject({ ok: false, error: [{ field: "location.landmark" }] });
  const located = { ...PLAIN, "location.lat": "31.52", "location.long": "74.35" };
  expect(decide(located, { needsPlace: true }).ok).toBe(true);
});

test("from abroad the country is asked for, and no place", () => {
  const abroad = { ...PLAIN, districtId: "overseas" };
  expect(decide(abroad, { needsPlace: true })).toEqual({ ok: false, error: [{ field: "country", code: "required" }] });
  expect(decide({ ...abroad, country: "Oman" }, { needsPlace: true })).toMatchObject({ value: { country: "Oman" } });
});

test("a country left over from another answer is not sent", () => {
  expect(decide({ ...PLAIN, country: "Oman" })).not.toHaveProperty("value.country");
});

test.each([
  [{ "contact.phone": "0300 1234567" }, { phone: "0300 1234567", channel: "sms" }],
  [{ "contact.email": "a@example.com" }, { email: "a@example.com", channel: "email" }],
  [
    { "contact.phone": "0300 1234567", "contact.channel": "none" },
    { phone: "0300 1234567", channel: "none" },
  ],
  [{ "contact.name": "Ayesha" }, { name: "Ayesha" }],
])("contact %j is sent as %j", (fields, contact) => {
  const decision = decide({ ...PLAIN, ...fields });
  expect(decision.ok && decision.value.contact).toEqual(contact);
});

test.each([
  [{ "contact.phone": "12" }, "contact.phone", "not-a-phone"],
  [{ "contact.email": "nobody" }, "contact.email", "not-an-email"],
  [{ "contact.channel": "sms" }, "contact.phone", "needed-for-sms"],
  [{ "contact.channel": "email" }, "contact.email", "needed-for-email"],
  [{ "contact.channel": "pigeon" }, "contact.channel", "not-a-choice"],
  [{ kind: "threat" }, "kind", "not-a-choice"],
  [{ occurredOn: "2026-13-40" }, "occurredOn", "not-a-date"],
  [{ occurredOn: "2026-12-24" }, "occurredOn", "in-the-future"],
  [{ text: "   short   " }, "text", "too-short"],
  [{ text: "x".repeat(5_001) }, "text", "too-long"],
  [{ "location.lat": "north", "location.long": "74" }, "location.lat", "not-a-number"],
  [{ "location.lat": "91", "location.long": "74" }, "location.lat", "off-the-map"],
])("%j is refused at %s as %s", (fields, field, code) => {
  expect(decide({ ...PLAIN, ...fields })).toEqual({ ok: false, error: [{ field, code }] });
});

test("line ends become one kind, NUL is dropped, unknown fields and files under our names are left alone", () => {
  const form = posted({ ...PLAIN, text: "first\r\nsecond\u0000 line", admin: "yes" });
  form.set("contact.name", new File(["x"], "x.txt"));
  const answers = readAnswers(form);
  expect(answers).toEqual({ ...emptyAnswers(), ...PLAIN, text: "first\nsecond line" });
});

test("whatever is posted, an answer comes, and each refusal has words in both languages", () => {
  const anyField = fc.constantFrom(...LODGE_FIELDS);
  const anyText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({ unit: "grapheme", maxLength: 40 }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(anyField, anyText)), fc.boolean(), (entries, needsPlace) => {
      const decision = decide(Object.fromEntries(entries), { needsPlace });
      if (decision.ok) return;
      for (const { code } of decision.error) {
        expect(enFields).toHaveProperty(code);
        expect(urFields).toHaveProperty(code);
      }
    }),
    { numRuns: 500 },
  );
});

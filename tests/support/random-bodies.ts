import fc from "fast-check";
import { lodgement } from "./api";

type Body = string | Uint8Array;

/** What has broken other people's programs: marks without width or direction, look-alike nothings, injections, escapes. */
const NAUGHTY = [
  "",
  " ",
  "\t\r\n",
  "\u0000",
  "\u0001\u001f",
  "\u007f",
  "\ud83d",
  "\udc00\ud800",
  "\ufeff",
  "\uffff",
  "\u202e\u2066abc\u2069",
  "\u200b\u200c\u200d",
  "👩‍👩‍👧‍👦🇵🇰",
  "﷽".repeat(20),
  "Z̛̯͕a̧͎̣l̸̡̬g̵̨o̴̢".repeat(10),
  "ي ى ک ك ۱۲۳ ٤٥٦",
  "null",
  "undefined",
  "NaN",
  "true",
  "1e999",
  "-0",
  "0x1F",
  "٣",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "'; DROP TABLE Complaint; --",
  '" OR ""="',
  "\\",
  "\\u0000",
  "<script>alert(1)</script>",
  "{name}",
  "{count, plural, other {#}}",
  "$" + "{7*7}",
  "{{7*7}}",
  "%s%n%x",
  "../../../etc/passwd",
  "C:\\con\\aux",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "\r\nSet-Cookie: a=b",
  "=cmd|' /C calc'!A0",
  "$(reboot)",
  "`id`",
  "2026-02-30",
  "2026-02-30T25:61:61Z",
  "9999-12-31T23:59:59.999999999Z",
  "0000-00-00T00:00:00Z",
  "-271821-04-20T00:00:00Z",
  "+275760-09-13T00:00:00.001Z",
  "2026-11-24T09:00:00+99:99",
  "WAT-SEWR\n",
  "pb-lahore\u0000",
  "a".repeat(64),
  "A".repeat(64),
];

const naughty = fc.oneof(
  fc.constantFrom(...NAUGHTY),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ maxLength: 30 }),
);
const huge = fc
  .tuple(fc.constantFrom("a", "گ", "𐎠", "\\", '"', "\n"), fc.integer({ min: 4_000, max: 70_000 }))
  .map(([text, times]) => text.repeat(times));
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, 1e308, 5e-324, 2 ** 53, -1));
const value = fc.oneof(
  { weight: 4, arbitrary: naughty },
  { weight: 2, arbitrary: number },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  huge,
  fc.constantFrom(null, true, [], {}),
);

/** Every member that a body may have, filled well. */
function wholeBody() {
  return lodgement({
    kind: "complaint",
    occurredOn: "2026-11-20",
    country: "Oman",
    location: { lat: 31.5, long: 74.3, landmark: "By the mosque" },
    against: { name: "Somebody", post: "Clerk", office: "Patwar" },
    attachments: [{ sha256: "a".repeat(64), type: "image/jpeg", bytes: 100, role: "photo" }],
    contact: {
      name: "Ayesha",
      phone: "03001234567",
      email: "a@example.com",
      cnic: "3520212345671",
      channel: "sms",
      quiet: { from: "22:00", to: "06:00" },
    },
  });
}
const PATHS = [
  "kind",
  "serviceCode",
  "districtId",
  "text",
  "language",
  "claimKeyHash",
  "savedAt",
  "occurredOn",
  "country",
  "location",
  "location.lat",
  "location.long",
  "location.landmark",
  "against",
  "against.name",
  "attachments",
  "attachments.0",
  "attachments.0.sha256",
  "attachments.0.type",
  "attachments.0.bytes",
  "attachments.0.role",
  "contact",
  "contact.name",
  "contact.phone",
  "contact.email",
  "contact.cnic",
  "contact.channel",
  "contact.quiet",
  "contact.quiet.from",
  "extra",
  "contact.extra",
  "attachments.1",
  "constructor",
  "toString",
];

function withValue(body: Record<string, unknown>, path: string, replacement: unknown): Record<string, unknown> {
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let at = body as Record<string, unknown>;
  for (const key of keys) {
    if (typeof at[key] !== "object" || at[key] === null) return body;
    at = at[key] as Record<string, unknown>;
  }
  // A copy: the same value may be put into itself by a later change.
  at[last] = structuredClone(replacement);
  return body;
}

const mutated = fc
  .array(fc.tuple(fc.constantFrom(...PATHS), value), { minLength: 1, maxLength: 3 })
  .map((changes) =>
    JSON.stringify(changes.reduce((body, [path, replacement]) => withValue(body, path, replacement), wholeBody())),
  );
const partial = fc
  .subarray(Object.keys(wholeBody()))
  .map((keys) => JSON.stringify(Object.fromEntries(Object.entries(wholeBody()).filter(([key]) => keys.includes(key)))));
/** Taken, as a rule: the naughty text is long enough. */
const wellFormed = fc
  .tuple(
    naughty,
    fc.constantFrom("complaint", "suggestion", "query", "appreciation"),
    fc.constantFrom("WAT-SEWR", "COR-BRIB", "MUN-GARB"),
  )
  .map(([text, kind, serviceCode]) => JSON.stringify(lodgement({ text: `It says ${text} here`, kind, serviceCode })));
const flipped = fc
  .tuple(fc.oneof(mutated, wellFormed), fc.array(fc.tuple(fc.nat(4_000), fc.nat(255)), { minLength: 1, maxLength: 4 }))
  .map(([text, flips]) => {
    const bytes = new TextEncoder().encode(text);
    for (const [at, byte] of flips) bytes[at % bytes.length] = byte;
    return bytes;
  });
const torn = fc
  .tuple(mutated, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([text, part]) => text.slice(0, Math.floor(text.length * part)));
const deep = fc
  .tuple(fc.constantFrom("[", '{"a":', '{"text":['), fc.integer({ min: 1, max: 20_000 }))
  .map(([open, depth]) => open.repeat(depth));
const closedDeep = fc
  .integer({ min: 1, max: 5_000 })
  .map((depth) => `{"text":${"[".repeat(depth)}${"]".repeat(depth)}}`);
const inserted = fc
  .constantFrom(
    '"__proto__":{"kind":"query"},',
    '"constructor":{"prototype":{}},',
    '"kind":"query",',
    '"k\\u0069nd":"query",',
    '"":1,',
    "/* */",
    ",",
    '"a":1e999,',
    '"a":-0,',
  )
  .map((member) => `{${member}${JSON.stringify(lodgement()).slice(1)}`);

/** Bodies for PUT /api/v1/complaints/{trackingId}: from pure noise to nearly well formed, and now and then well formed. */
export const randomBody: fc.Arbitrary<Body> = fc.oneof(
  { weight: 6, arbitrary: mutated },
  { weight: 2, arbitrary: wellFormed },
  { weight: 2, arbitrary: partial },
  { weight: 2, arbitrary: flipped },
  { weight: 2, arbitrary: fc.json() },
  { weight: 2, arbitrary: inserted },
  { weight: 1, arbitrary: torn },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  { weight: 1, arbitrary: naughty },
  { weight: 1, arbitrary: huge.map((text) => JSON.stringify({ ...lodgement(), text })) },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: closedDeep },
);

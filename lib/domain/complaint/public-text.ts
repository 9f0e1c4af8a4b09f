/** What must not stand in a text that anybody with the tracking ID can read (design §5). */
export type PersonalDataKind = "phone" | "cnic" | "email" | "name";

const SEPARATOR = "[\\s.()/\\-\\u2010-\\u2015]{0,3}";
const digits = (count: number | string) => `(?:\\d${SEPARATOR}){${count}}`;

const CNIC = new RegExp(`(?<!\\d)${digits(12)}\\d(?!\\d)`, "gu");
/** Mobile and landline, in the country's way (03…, 042…) or the world's (+92, 0092, 92). */
const PHONE = new RegExp(
  `(?<!\\d)(?:(?:\\+|00)?${SEPARATOR}92${SEPARATOR}(?:\\(?0\\)?${SEPARATOR})?|\\(?0)[1-9]${SEPARATOR}${digits("6,8")}\\d(?!\\d)`,
  "u",
);
/** Somebody abroad: any number written with a plus. */
const FOREIGN_PHONE = new RegExp(`\\+${SEPARATOR}${digits("7,14")}\\d(?!\\d)`, "u");
const EMAIL = /[\p{L}\p{N}._%+-]+\s?@\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
/** Titles and particles that many names share: they name nobody. */
const COMMON_PARTS = new Set(
  "mr mrs ms miss dr syed bibi begum khan muhammad mohammad ali ahmed ahmad hussain shah malik محمد سید بی بیگم خان علی احمد حسین شاہ ملک".split(
    " ",
  ),
);

/**
 * The kinds of personal data that the text seems to hold, each once; empty means fit for the public. Digits may be Latin,
 * Urdu or Arabic, Urdu letters in either keyboard's form. A citizen's name is found whole, or by any part of it that is
 * not a title or as common as "Khan".
 */
export function findPersonalData(
  text: string,
  { citizenName }: { citizenName?: string | null } = {},
): PersonalDataKind[] {
  const plain = toPlain(text);
  const found: PersonalDataKind[] = [];
  const withoutCnic = plain.replace(CNIC, (match) => (isCnicShaped(match) ? " " : match));
  if (PHONE.test(withoutCnic) || FOREIGN_PHONE.test(withoutCnic)) found.push("phone");
  if (withoutCnic !== plain) found.push("cnic");
  if (EMAIL.test(plain)) found.push("email");
  if (citizenName && namesPerson(plain, toPlain(citizenName))) found.push("name");
  return found;
}

/** Thirteen digits in a row, or grouped as on the card; not three numbers that happen to stand side by side. */
function isCnicShaped(match: string): boolean {
  const groups = match.split(/\D+/u).map((group) => group.length);
  return groups.length === 1 || (groups.length === 3 && groups[0] === 5 && groups[1] === 7);
}

function toPlain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u06F0-\u06F9]/gu, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[\u0660-\u0669]/gu, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, "")
    .replace(/[\u064B-\u0652\u0670]/gu, "")
    .replace(/[ي\u0649]/gu, "ی")
    .replace(/ك/gu, "ک")
    .toLowerCase();
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{M}]+/u).filter(Boolean);
}

function namesPerson(text: string, name: string): boolean {
  const nameWords = wordsOf(name);
  if (nameWords.length === 0) return false;
  const textWords = wordsOf(text);
  const whole = ` ${textWords.join(" ")} `.includes(` ${nameWords.join(" ")} `);
  const telling = nameWords.filter((word) => word.length >= 3 && !COMMON_PARTS.has(word));
  return (nameWords.length > 1 && whole) || telling.some((word) => textWords.includes(word));
}

import { err, ok, type Result } from "@/lib/domain/result";

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PREFIX = "PCP";
const BODY = 12;
const RANDOM_BYTES = 8;

/**
 * The check character of a 12-character body by ISO/IEC 7064's hybrid scheme with M = 32 (design §4). It catches every
 * single wrong character and 99.8% of swapped neighbours. The body is in canonical form; another character throws.
 */
export function checkCharacter(body: string): string {
  let product = 32;
  for (const character of body) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new RangeError(`Not a base-32 character: ${character}`);
    const sum = (product + value) % 32 || 32;
    product = (2 * sum) % 33;
  }
  return ALPHABET.charAt((33 - product) % 32);
}

/** A new ID from at least 8 random bytes (a CSPRNG's), of which the first 60 bits are used. */
export function formatTrackingId(randomBytes: Uint8Array): string {
  if (randomBytes.length < RANDOM_BYTES) throw new RangeError(`A tracking ID wants ${RANDOM_BYTES} random bytes`);
  let body = "";
  let bits = 0;
  let held = 0;
  for (const byte of randomBytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && body.length < BODY) {
      bits -= 5;
      body += ALPHABET.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
    if (body.length === BODY) break;
  }
  return canonical(body + checkCharacter(body));
}

function canonical(characters: string): string {
  return `${PREFIX}-${characters.slice(0, 4)}-${characters.slice(4, 8)}-${characters.slice(8)}`;
}

/** Longer input is no ID; the bound keeps a pasted book cheap. */
const LONGEST = 100;
/** Spaces, every kind of dash, and the invisible marks that come along when an ID is copied out of an Urdu sentence. */
const IGNORED = /[\s\p{Pd}\p{Cf}\u2212_.]/gu;
const WELL_FORMED = new RegExp(`^[${ALPHABET}]{${BODY + 1}}$`);

/**
 * The one true form of what somebody typed, read out or pasted: lower case, missing or extra dashes and spaces, a missing
 * prefix, O for 0, I or L for 1, Urdu and Arabic digits are all accepted. `mistyped`: no tracking ID, or a wrong check character.
 */
export function parseTrackingId(input: string): Result<string, "mistyped"> {
  if (input.length > LONGEST) return err("mistyped");
  const characters = readCharacters(input);
  if (!WELL_FORMED.test(characters)) return err("mistyped");
  return checkCharacter(characters.slice(0, BODY)) === characters.at(-1) ? ok(canonical(characters)) : err("mistyped");
}

/** What is wrong with something that `parseTrackingId` refuses, for a page that helps to mend it. */
export type TypingMistake =
  | { code: "character"; character: string }
  | { code: "length"; count: number; wanted: number }
  | { code: "check" };

/** The first mistake in a refused ID: a character that no ID has, else the length, else the check character. */
export function findTypingMistake(input: string): TypingMistake {
  const whole = readCharacters(input.slice(0, LONGEST));
  const isPrefixed = whole.length !== BODY + 1 && whole.startsWith(PREFIX);
  const characters = Array.from(isPrefixed ? whole.slice(PREFIX.length) : whole);
  const stranger = characters.find((character) => !ALPHABET.includes(character));
  if (stranger !== undefined) return { code: "character", character: stranger };
  if (characters.length !== BODY + 1) return { code: "length", count: characters.length, wanted: BODY + 1 };
  return { code: "check" };
}

/** The bare characters of what was typed: no prefix, dashes or spaces, look-alikes read as digits. */
function readCharacters(input: string): string {
  const plain = input
    .normalize("NFKC")
    .replace(IGNORED, "")
    .replace(/[\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .toUpperCase();
  // A body may itself begin with PCP, so only the length tells whether the prefix is there.
  const hasPrefix = plain.length === PREFIX.length + BODY + 1 && plain.startsWith(PREFIX);
  return (hasPrefix ? plain.slice(PREFIX.length) : plain).replace(/O/g, "0").replace(/[IL]/g, "1");
}

/** Words too common to tell one matter from another, in English, Roman Urdu and Urdu; folded like everything else. */
const FILLERS = [
  "a an the is are was of for in on at to and or my our me we i it has have been with from this that there too very please",
  "hai hain he ho hy tha thi the ka ki ke ko se mein main me par pe aur ya mera meri mere hamara hamare hum yeh ye wo woh bhi koi kuch sir",
  "ہے ہیں ہو تھا تھی تھے کا کی کے کو سے میں پر اور یا میرا میری میرے ہمارا ہمارے ہماری ہم یہ وہ بھی کوئی کچھ رہا رہی رہے",
];

const LATIN = /^[a-z0-9]+$/;

/**
 * The words of a text in the one spelling in which they are compared. Urdu and Arabic letters that look or sound alike
 * become one and vowel signs go; Roman Urdu's many spellings ("paani", "pani"; "bijlee", "bijli"; "qabza", "kabza") and
 * English plurals fall together. Order is kept, repeats stay.
 */
export function foldWords(text: string): string[] {
  const letters = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}\u0640\u200B-\u200F\u2060'’‘`]/gu, "")
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660));
  return letters
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (LATIN.test(word) ? foldLatin(word) : foldUrdu(word)))
    .filter((word) => word !== "");
}

/** "Not", in three scripts: alone it finds nothing, beside another word it tells "no water" from "dirty water". */
const NEGATIONS = "no not nahi nahin nai nhi na نہیں نہ";

/** Whether a folded word says nothing of the matter. */
export function isFiller(word: string): boolean {
  return FOLDED_FILLERS.has(word);
}

/** Whether a folded word only denies another. */
export function isNegation(word: string): boolean {
  return FOLDED_NEGATIONS.has(word);
}

/** NFKD has already taken the hamza and the madda off their letters. */
function foldUrdu(word: string): string {
  return word
    .replace(/[يىېۍ]/g, "ی")
    .replace(/ك/g, "ک")
    .replace(/[هھةۀە]/g, "ہ")
    .replace(/ء/g, "");
}

function foldLatin(word: string): string {
  const sounds = word
    .replace(/ph/g, "f")
    .replace(/([bdgjkt])h/g, "$1")
    .replace(/c(?=[eiy])/g, "s")
    .replace(/c(?!h)/g, "k")
    .replace(/q/g, "k")
    .replace(/x/g, "ks")
    .replace(/w/g, "v")
    .replace(/ee|ii|ea/g, "i")
    .replace(/oo|ou/g, "u")
    .replace(/a[iy]/g, "e")
    .replace(/([a-z])\1+/g, "$1");
  const singular = sounds.length > 3 ? sounds.replace(/s$/, "") : sounds;
  return singular.replace(/(?:ie|y)$/, "i").replace(/([aeiou])h$/, "$1");
}

const FOLDED_FILLERS: ReadonlySet<string> = new Set(FILLERS.flatMap(foldWords));
const FOLDED_NEGATIONS: ReadonlySet<string> = new Set(foldWords(NEGATIONS));

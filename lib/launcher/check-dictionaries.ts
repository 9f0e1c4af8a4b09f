/** Both dictionaries hold the same messages with the same arguments, and every Urdu one is Urdu. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";

type Tree = { [key: string]: string | Tree };
/** Names that stand in Latin script in Urdu too. */
const LATIN_TOO =
  /^[\s\d\p{P}\p{S}]*$|^(\{[^}]*\}|[\s\d\p{P}\p{S}]|PCP|JPEG|PNG|WebP|PDF|MB|CNIC|QR|SMS|English|https?\S*)*$/u;
const ARABIC = /\p{Script=Arabic}/u;

const problems: string[] = [];
const en = readLanguage("en");
const ur = readLanguage("ur");
for (const key of en.keys()) if (!ur.has(key)) problems.push(`ur lacks ${key}`);
for (const [key, text] of ur) {
  const english = en.get(key);
  if (english === undefined) problems.push(`en lacks ${key}`);
  else if (argumentsOf(english) !== argumentsOf(text))
    problems.push(`${key}: en has {${argumentsOf(english)}}, ur {${argumentsOf(text)}}`);
  if (!ARABIC.test(text) && !LATIN_TOO.test(text.replace(/<\/?\w+>/g, "")))
    problems.push(`ur ${key} is not in Urdu: ${text}`);
}
for (const [key, text] of [...en, ...ur]) if (text.trim() === "") problems.push(`${key} is empty`);

console.log(problems.length > 0 ? problems.join("\n") : `${en.size} messages in both languages`);
process.exit(problems.length > 0 ? 1 : 0);

function readLanguage(language: string): Map<string, string> {
  const messages = new Map<string, string>();
  for (const file of readdirSync(join("messages", language))) {
    flatten(JSON.parse(readFileSync(join("messages", language, file), "utf8")), file.replace(/\.json$/, ""), messages);
  }
  return messages;
}

function flatten(tree: Tree, prefix: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") into.set(`${prefix}.${key}`, value);
    else flatten(value, `${prefix}.${key}`, into);
  }
}

/** The names of the arguments of an ICU message, sorted, wherever they stand. Throws on a message that doesn't parse. */
function argumentsOf(message: string): string {
  const names = new Set<string>();
  const walk = (elements: MessageFormatElement[]): void => {
    for (const element of elements) {
      if ("value" in element && element.type !== TYPE.literal) names.add(element.value);
      if (element.type === TYPE.select || element.type === TYPE.plural) {
        for (const option of Object.values(element.options)) walk(option.value);
      }
      if (element.type === TYPE.tag) walk(element.children);
    }
  };
  walk(parse(message));
  return [...names].sort().join(" ");
}

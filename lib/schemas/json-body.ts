import { visit } from "jsonc-parser";
import { err, ok, type Result } from "@/lib/domain/result";

/** Design §4: JSON over 64 kB is refused with 413. */
export const MAX_JSON_BYTES = 64 * 1024;
/** Deeper than anything that we ask for, far from what overflows a stack. */
const MAX_DEPTH = 16;
const NUL = "\u0000";

export type JsonRefusal = "too-large" | "bad-utf8" | "malformed" | "repeated-key" | "bad-character" | "too-deep";

/**
 * Reads a request's JSON more strictly than JSON.parse: UTF-8 must be whole, no key may stand twice in an object, no
 * string may hold NUL or half a surrogate pair (design §4). Door and app read with it, so that both refuse the same.
 */
export function parseJsonBody(bytes: Uint8Array): Result<unknown, JsonRefusal> {
  if (bytes.byteLength > MAX_JSON_BYTES) return err("too-large");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return err("bad-utf8");
  }
  if (depthOf(text) > MAX_DEPTH) return err("too-deep");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err("malformed");
  }
  if (hasRepeatedKey(text)) return err("repeated-key");
  return isClean(value) ? ok(value) : err("bad-character");
}

/** Counted before anything recurses; brackets inside strings don't count. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (inString) {
      if (character === "\\") i += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") deepest = Math.max(deepest, ++depth);
    else if (character === "}" || character === "]") depth -= 1;
  }
  return deepest;
}

function hasRepeatedKey(text: string): boolean {
  const open: Set<string>[] = [];
  let repeated = false;
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty(name) {
      const keys = open.at(-1);
      if (keys?.has(name)) repeated = true;
      keys?.add(name);
    },
  });
  return repeated;
}

function isClean(value: unknown): boolean {
  if (typeof value === "string") return !value.includes(NUL) && isWellFormed(value);
  if (Array.isArray(value)) return value.every(isClean);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, member]) => isClean(key) && isClean(member));
}

/** String.prototype.isWellFormed, which old phones lack. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

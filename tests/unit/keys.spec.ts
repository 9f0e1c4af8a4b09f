import { describe, expect, test } from "vitest";
import {
  KEY_MAP,
  KEY_NAMES,
  KEY_SCOPES,
  type KeyName,
  type KeyScope,
  keyOf,
  readKey,
} from "@/components/shell/key-map";
import { MESSAGES } from "@/lib/web/i18n/messages";

const BARE = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

function press(key: string, code: string, changes: Partial<typeof BARE> = {}) {
  return keyOf({ key, code, ...BARE, ...changes });
}

function namesIn(scope: KeyScope): KeyName[] {
  return KEY_NAMES.filter((name) => {
    const scopes: readonly KeyScope[] = KEY_MAP[name].scopes;
    return scopes.includes(scope) || scopes.includes("everywhere");
  });
}

describe("the table of keys", () => {
  test.each(KEY_SCOPES)("%s: no key has two meanings, and none is the beginning of another", (scope) => {
    const presses = namesIn(scope).map((name) => KEY_MAP[name].keys.join(" "));
    const clashes = presses.filter((one, index) =>
      presses.some((other, at) => at !== index && (other === one || other.startsWith(`${one} `))),
    );
    expect(clashes).toEqual([]);
  });

  test("all are signs that keyOf can give, so none is an arrow or wants a modifier but ?", () => {
    for (const name of KEY_NAMES) for (const key of KEY_MAP[name].keys) expect(key, name).toMatch(/^[a-z0-9/?]$/);
  });

  test.each(["en", "ur"] as const)("%s: each has its words", (locale) => {
    expect(Object.keys(MESSAGES[locale].guide.keys.names).sort()).toEqual([...KEY_NAMES].sort());
  });
});

describe("what a press means", () => {
  test("letters and digits of a Latin keyboard, wherever they lie", () => {
    expect(press("j", "KeyJ")).toBe("j");
    expect(press("a", "KeyQ")).toBe("a"); // French keyboards
    expect(press("J", "KeyJ")).toBe("j"); // caps lock
    expect(press("7", "Numpad7")).toBe("7");
    expect(press("/", "Slash")).toBe("/");
    expect(press("?", "Slash", { shiftKey: true })).toBe("?");
    expect(press("?", "Minus", { shiftKey: true })).toBe("?"); // German keyboards
  });

  test("the same places of an Urdu keyboard", () => {
    expect(press("ج", "KeyJ")).toBe("j");
    expect(press("ڈ", "KeyD")).toBe("d");
    expect(press("۳", "Digit3")).toBe("3");
    expect(press("۳", "Numpad3")).toBe("3");
    expect(press("؟", "Slash", { shiftKey: true })).toBe("?");
    expect(press("ۓ", "Slash")).toBe("/");
  });

  test("nothing with a modifier, and nothing that has a name of its own", () => {
    expect(press("j", "KeyJ", { ctrlKey: true })).toBeNull();
    expect(press("j", "KeyJ", { altKey: true })).toBeNull();
    expect(press("j", "KeyJ", { metaKey: true })).toBeNull();
    expect(press("J", "KeyJ", { shiftKey: true })).toBeNull();
    expect(press("ٹ", "KeyT", { shiftKey: true })).toBeNull();
    for (const name of ["Enter", "Tab", "Escape", "ArrowLeft", "ArrowRight", "F5"])
      expect(press(name, name)).toBeNull();
    expect(press(" ", "Space")).toBeNull();
    expect(press("-", "Minus")).toBeNull();
    expect(press("،", "Comma")).toBeNull();
  });
});

describe("two keys, one after the other", () => {
  const offered = ["goDesk", "goGuide", "resolve", "help"] as const;

  test("the first waits, the second decides", () => {
    expect(readKey("g", "", offered)).toEqual({ pending: "g" });
    expect(readKey("d", "g", offered)).toEqual({ name: "goDesk" });
    expect(readKey("h", "g", offered)).toEqual({ name: "goGuide" });
  });

  test("the same letter alone means something else", () => {
    expect(readKey("d", "", offered)).toEqual({ name: "resolve" });
  });

  test("a second one that fits nothing is a first one again", () => {
    expect(readKey("?", "g", offered)).toEqual({ name: "help" });
    expect(readKey("g", "g", offered)).toEqual({ pending: "g" });
    expect(readKey("z", "g", offered)).toBeNull();
  });

  test("what the page doesn't offer is left to the browser", () => {
    expect(readKey("j", "", offered)).toBeNull();
    expect(readKey("g", "", ["help"])).toBeNull();
  });
});

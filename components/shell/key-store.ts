import { KEY_NAMES, type KeyName, keyOf, REPEATING, readKey } from "./key-map";

/** What each part of the page offers just now. A later part goes before an earlier one. */
export type KeyHandlers = Partial<Record<KeyName, () => void>>;

/** Long enough for a slow hand; after it the second key is a first one. */
const PENDING_MS = 2500;
const SWITCH = "jawab.keys";
const NO_NAMES: readonly KeyName[] = [];

const parts = new Set<() => KeyHandlers>();
const listeners = new Set<() => void>();
let offered: readonly KeyName[] = NO_NAMES;
/** For a browser whose storage is closed to us. */
let onHere = true;
let pending = { keys: "", until: 0 };

function handlerOf(name: KeyName): (() => void) | undefined {
  return [...parts]
    .reverse()
    .map((read) => read()[name])
    .find((handler) => handler !== undefined);
}

/** The page says which keys it takes, for whoever drives it: before its script has come there are none. */
function tell(): void {
  offered = KEY_NAMES.filter((name) => handlerOf(name));
  document.documentElement.dataset.keys = offered.join(" ");
  for (const listener of listeners) listener();
}

/** Takes a part of the page in, and gives back how to take it out again. `read` is asked at each press. */
export function offerKeys(read: () => KeyHandlers): () => void {
  if (parts.size === 0) document.addEventListener("keydown", onKeyDown);
  parts.add(read);
  tell();
  return () => {
    parts.delete(read);
    if (parts.size === 0) document.removeEventListener("keydown", onKeyDown);
    tell();
  };
}

export function subscribeToKeys(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** What the page offers, in the order of the table. */
export function offeredKeys(): readonly KeyName[] {
  return offered;
}

/** WCAG 2.1.4: whoever speaks to the computer, or hits keys unmeant, turns them off; this browser remembers it. */
export function areKeysOn(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return onHere;
  }
}

export function switchKeys(on: boolean): void {
  onHere = on;
  try {
    if (on) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "off");
  } catch (error) {
    console.info("Whether keys are on can be remembered until this page is left only.", error);
  }
  for (const listener of listeners) listener();
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || !areKeysOn() || isBusy(event.target)) return;
  const key = keyOf(event);
  if (!key) return;
  const read = readKey(key, Date.now() < pending.until ? pending.keys : "", offered);
  pending = read && "pending" in read ? { keys: read.pending, until: Date.now() + PENDING_MS } : { keys: "", until: 0 };
  if (!read) return;
  event.preventDefault(); // or the key that opens a form would be typed into it
  if ("name" in read && (!event.repeat || REPEATING.includes(read.name))) handlerOf(read.name)?.();
}

const WORDLESS = ["checkbox", "radio", "button", "submit", "reset", "file", "image"];

/** Something else takes the letters: a field, a list that is searched by typing, or a dialog over the page. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector("dialog:modal")) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !WORDLESS.includes(target.type);
  return (
    target.isContentEditable || target.matches("textarea, select, [role=listbox], [role=combobox], [role=textbox]")
  );
}

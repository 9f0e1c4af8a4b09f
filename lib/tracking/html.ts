/** Markup that is safe to send: nothing but `html` and `trusted` makes it. */
export type Html = { readonly markup: string };
type Slot = string | number | Html | readonly Slot[] | null | undefined | false;

/** Fills a template; whatever isn't Html itself is escaped, for text and for quoted attributes alike. */
export function html(parts: TemplateStringsArray, ...slots: readonly Slot[]): Html {
  return { markup: parts.reduce((whole, part, i) => whole + textOf(slots[i - 1]) + part) };
}

/** For text of our own that must not be escaped: the style sheet. Never for what came from outside. */
export function trusted(markup: string): Html {
  return { markup };
}

/**
 * A sentence whose values are markup: `sentence((slots) => t("key", slots), {number: html`<bdi>…</bdi>`})`. The sentence
 * itself is escaped like any other text.
 */
export function sentence(say: (values: Record<string, string>) => string, slots: Record<string, Html>): Html {
  const marks = Object.fromEntries(Object.keys(slots).map((name) => [name, `${MARK}${name}${MARK}`]));
  const pieces = say(marks).split(MARK);
  return html`${pieces.map((piece, i) => (i % 2 === 0 ? piece : slots[piece]))}`;
}

/** From Unicode's private use area: no message contains it. */
const MARK = "\uE000";

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function textOf(slot: Slot): string {
  if (slot === null || slot === undefined || slot === false) return "";
  if (typeof slot === "string") return slot.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
  if (typeof slot === "number") return String(slot);
  if ("markup" in slot) return slot.markup;
  return slot.map(textOf).join("");
}

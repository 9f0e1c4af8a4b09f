/** Where a key means something: in a list of complaints, in one complaint, or on every page for staff. */
export const KEY_SCOPES = ["everywhere", "list", "case"] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** `keys`: one after the other, as a Latin keyboard writes them. Its words are `guide.keys.names.<name>`. */
type KeyRow = { keys: readonly string[]; scopes: readonly KeyScope[] };

/**
 * Every key of the pages for staff. Help, guide and pages are made from it, and a test keeps each key to one meaning within
 * a scope. Nothing is bound to an arrow to the left or right: Urdu reads the other way.
 */
export const KEY_MAP = {
  help: { keys: ["?"], scopes: ["everywhere"] },
  goDesk: { keys: ["g", "d"], scopes: ["everywhere"] },
  goGuide: { keys: ["g", "h"], scopes: ["everywhere"] },
  search: { keys: ["/"], scopes: ["list", "case"] },
  next: { keys: ["j"], scopes: ["list", "case"] },
  previous: { keys: ["k"], scopes: ["list", "case"] },
  open: { keys: ["o"], scopes: ["list"] },
  select: { keys: ["x"], scopes: ["list"] },
  selectAll: { keys: ["e"], scopes: ["list"] },
  assign: { keys: ["a"], scopes: ["list", "case"] },
  reply: { keys: ["r"], scopes: ["list", "case"] },
  note: { keys: ["n"], scopes: ["case"] },
  claim: { keys: ["c"], scopes: ["list", "case"] },
  start: { keys: ["s"], scopes: ["case"] },
  update: { keys: ["u"], scopes: ["case"] },
  resolve: { keys: ["d"], scopes: ["case"] },
  back: { keys: ["b"], scopes: ["case"] },
  filter1: { keys: ["1"], scopes: ["list"] },
  filter2: { keys: ["2"], scopes: ["list"] },
  filter3: { keys: ["3"], scopes: ["list"] },
  filter4: { keys: ["4"], scopes: ["list"] },
  filter5: { keys: ["5"], scopes: ["list"] },
  filter6: { keys: ["6"], scopes: ["list"] },
  filter7: { keys: ["7"], scopes: ["list"] },
  filter8: { keys: ["8"], scopes: ["list"] },
  filter9: { keys: ["9"], scopes: ["list"] },
} as const satisfies Record<string, KeyRow>;

export type KeyName = keyof typeof KEY_MAP;
export const KEY_NAMES = Object.keys(KEY_MAP) as KeyName[];
/** Held down, these go on; all others act once a press. */
export const REPEATING: readonly KeyName[] = ["next", "previous"];

export type Press = Pick<KeyboardEvent, "key" | "code" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">;

/**
 * What a press writes on a Latin keyboard, or null for whatever is no shortcut. With an Urdu layout the letters are others,
 * so the place of the key counts there; on Latin ones the letter does, wherever it lies.
 */
export function keyOf({ key, code, shiftKey, ctrlKey, altKey, metaKey }: Press): string | null {
  if (ctrlKey || altKey || metaKey) return null;
  if (key === "?" || key === "؟") return "?";
  if (key === "/") return "/";
  if (shiftKey) return null;
  if (/^[a-zA-Z0-9]$/.test(key)) return key.toLowerCase();
  // A single sign of another script; names such as "Enter" or "ArrowDown" are longer.
  if ([...key].length !== 1 || key <= "~") return null;
  return /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1]?.toLowerCase() ?? (code === "Slash" ? "/" : null);
}

export type Read = { name: KeyName } | { pending: string } | null;

/** What a key means after `pending` (the first of two, or ""), of what the page offers: a name, the beginning of one, or nothing. */
export function readKey(key: string, pending: string, offered: readonly KeyName[]): Read {
  const pressed = pending ? `${pending} ${key}` : key;
  const named = offered.find((name) => KEY_MAP[name].keys.join(" ") === pressed);
  if (named) return { name: named };
  if (offered.some((name) => KEY_MAP[name].keys.join(" ").startsWith(`${pressed} `))) return { pending: pressed };
  // Not the second of two: then it is a first one again.
  return pending ? readKey(key, "", offered) : null;
}

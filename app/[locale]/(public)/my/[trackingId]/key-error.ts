/** Why a complaint couldn't be opened by a key; the words are in messages, `my.key.errors`. */
export const KEY_ERRORS = ["wrong-key", "not-a-key", "unknown", "too-many"] as const;
export type KeyError = (typeof KEY_ERRORS)[number];

export function parseKeyError(value: unknown): KeyError | null {
  return KEY_ERRORS.find((known) => known === value) ?? null;
}

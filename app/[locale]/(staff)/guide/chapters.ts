/** In the order of reading. Their words are `guide.chapters.<key>`, their addresses `/guide#<key>`. */
export const CHAPTERS = [
  "desk",
  "life",
  "clocks",
  "may",
  "citizens",
  "protect",
  "words",
  "readonly",
  "keyboard",
] as const;
export type Chapter = (typeof CHAPTERS)[number];

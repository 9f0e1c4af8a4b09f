import { tzOffset } from "@date-fns/tz";
import { ZONE } from "./zone";

const MINUTE = 60_000;
const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** The instant at which clocks in Pakistan show `2026-11-25T06:00`, as a form's date and time field writes it; null for anything else. */
export function parseWallTime(text: string): Date | null {
  const wall = SHAPE.test(text) ? Date.parse(`${text}:00Z`) : Number.NaN;
  if (Number.isNaN(wall)) return null;
  const guess = new Date(wall - tzOffset(ZONE, new Date(wall)) * MINUTE);
  const at = new Date(wall - tzOffset(ZONE, guess) * MINUTE);
  // 31 February is read as March by Date.parse.
  return toWallTime(at) === text ? at : null;
}

/** What clocks in Pakistan show at that instant, `2026-11-25T06:00`. */
export function toWallTime(at: Date): string {
  return new Date(at.getTime() + tzOffset(ZONE, at) * MINUTE).toISOString().slice(0, 16);
}

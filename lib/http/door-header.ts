import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/**
 * The header in which the door proves to the app that it is the door, by the secret of `keys/door`. The app's front puts
 * `PROVEN` in its place and takes it from everybody else, so that handlers can rely on it.
 */
export const DOOR_HEADER = "x-jawab-door";
/**
 * What the door passes on from outside carries this besides: believed about the address that asks and the ID that was
 * minted, but never let in to what only the door itself may ask, however the address is spelled.
 */
export const VISITOR_HEADER = "x-jawab-visitor";
const PROVEN = "proven";
const PASSED_ON = "passed-on";

/** Whether the secret is there; then, and only then, the request is marked as the door's. */
export function proveDoor(headers: IncomingHttpHeaders, secret: string): boolean {
  const given = Buffer.from(String(headers[DOOR_HEADER] ?? ""));
  const wanted = Buffer.from(secret);
  const isDoor = given.length === wanted.length && timingSafeEqual(given, wanted);
  if (isDoor) headers[DOOR_HEADER] = asksForVisitor(headers) ? PASSED_ON : PROVEN;
  return isDoor;
}

/** Of a request that is the door's: whether it only passes it on. */
export function asksForVisitor(headers: IncomingHttpHeaders): boolean {
  return headers[VISITOR_HEADER] !== undefined;
}

/** For handlers behind the front: the door asks, and for itself. */
export function isFromDoor(request: Request): boolean {
  return request.headers.get(DOOR_HEADER) === PROVEN;
}

/** When a door has acknowledged what it now sends: a lodging's clocks start there (design §5, Clocks). Null for all others. */
export function receivedAtOf(request: Request): Date | null {
  const said = isFromDoor(request) ? Date.parse(request.headers.get("x-jawab-received-at") ?? "") : Number.NaN;
  return Number.isNaN(said) ? null : new Date(said);
}

/** The hash of the claim key that a door has seen itself and not kept, for a file that it now sends. Null for all others. */
export function provenKeyHashOf(request: Request): string | null {
  const said = isFromDoor(request) ? request.headers.get("x-jawab-claim-key-hash") : null;
  return said && /^[0-9a-f]{64}$/.test(said) ? said : null;
}

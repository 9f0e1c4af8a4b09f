import type { Level } from "./actor";
import type { Kind } from "./codes";
import type { PublicState } from "./states";
import type { Action } from "./workflow-table";

/** Names that admins edit, so they travel with the status; sentences come from messages. */
export type Names = { en: string; ur: string };
export type PublicEvent = { at: string; action: Action; publicText?: string };

/**
 * All that a stranger with the tracking ID may know, in codes. It lies in the door's status store too, so it is plain JSON:
 * dates are ISO 8601 strings in UTC. What a protected (sensitive or sealed) complaint hides is null, and its timeline
 * tells what and when, never in whose words.
 */
export type PublicStatus = {
  trackingId: string;
  state: PublicState;
  /** RESOLVED is open: it is only the officer's claim. */
  open: boolean;
  kind: Kind;
  /** True: service, department, district and hand-overs read "protected". */
  sensitive: boolean;
  serviceCode: string | null;
  service: Names | null;
  /** Null also while no department has it. */
  department: Names | null;
  district: Names | null;
  lodgedAt: string;
  /** Null where no clock runs for it. */
  dueAt: string | null;
  /** Till when the citizen (or, in APPEAL, the authority) can answer; of a withdrawal: till when it can be taken back. */
  windowEndsAt: string | null;
  updatedAt: string;
  level: Level;
  handovers: number | null;
  /** Oldest first. */
  timeline: readonly PublicEvent[];
  /** Of REFUSED alone: why it could not be entered, in codes of lib/http/problem.ts and lib/schemas. */
  refusal?: { code: string; fields: readonly { field: string; code: string }[] };
};

/** The same without the ID: what a door's status store keeps under an HMAC of it. */
export type KeptStatus = Omit<PublicStatus, "trackingId">;

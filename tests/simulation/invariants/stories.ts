import { moment, type Trail } from "../watch";
import type { Breach, World } from "../world";

/** An event as it is stored. */
export type Told = {
  id: string;
  complaintId: string;
  sequence: number;
  /** As stored, and in milliseconds. */
  at: string;
  time: number;
  action: string;
  role: string;
  actorId: string | null;
  fromState: string | null;
  toState: string | null;
  shown: string;
  version: number;
  payloadDigest: string;
  previousHash: string;
  hash: string;
  salt: string | null;
  payload: string | null;
};

/** The row before and after an event; `before` null for the first. */
export type Step = { event: Told; before: Trail | null; after: Trail };

/** One complaint: what is stored of it, its events, and every state that its row has been in. */
export type Story = {
  id: string;
  trackingId: string;
  kind: string;
  channel: string;
  sealed: boolean;
  receivedAt: number;
  claimKeyHash: string;
  version: number;
  feedSeq: number;
  handovers: number;
  events: Told[];
  trail: Trail[];
  steps: Step[];
  accused: Set<string>;
};

type Row = Omit<Story, "sealed" | "receivedAt" | "events" | "trail" | "steps" | "accused"> & {
  sealed: number;
  receivedAt: string;
};

export type Books = {
  world: World;
  stories: Map<string, Story>;
  services: Map<string, { urgent: boolean; evidence: string; clockDays: number }>;
};

/** Everything that the checks look at, read by SQL of their own. */
export function readBooks(world: World): Books {
  const { watch } = world;
  const stories = new Map<string, Story>();
  const rows = watch.all<Row>(
    'SELECT "id", "trackingId", "kind", "channel", "sealed", "receivedAt", "claimKeyHash", "version", "feedSeq", "handovers" FROM "Complaint"',
  );
  for (const row of rows)
    stories.set(row.id, {
      ...row,
      sealed: row.sealed === 1,
      receivedAt: moment(row.receivedAt),
      events: [],
      trail: [],
      steps: [],
      accused: new Set(),
    });
  for (const row of watch.trailAfter(0)) stories.get(row.complaintId)?.trail.push(row);
  const events = watch.all<Told>(
    'SELECT e.*, p."salt", p."payload" FROM "Event" e LEFT JOIN "EventPayload" p ON p."eventId" = e."id" ORDER BY e."complaintId", e."sequence"',
  );
  for (const event of events) stories.get(event.complaintId)?.events.push({ ...event, time: moment(event.at) });
  for (const { complaintId, userId } of watch.all<{ complaintId: string; userId: string }>('SELECT * FROM "Accused"'))
    stories.get(complaintId)?.accused.add(userId);
  for (const story of stories.values()) story.steps = stepsOf(story);
  const services = watch.all<{ code: string; urgent: number; evidence: string; clockDays: number }>(
    'SELECT "code", "urgent", "evidence", "clockDays" FROM "Service"',
  );
  return {
    world,
    stories,
    services: new Map(services.map((service) => [service.code, { ...service, urgent: service.urgent === 1 }])),
  };
}

/**
 * Which change of the row belongs to which event. Those that raise the version share it with the row; the quiet ones
 * (notes, reminders, lengthening) are those of the same moment, one after another.
 */
function stepsOf({ events, trail }: Story): Step[] {
  const first = trail[0];
  if (!first) return [];
  const steps: Step[] = [];
  let at = 0;
  for (const event of events) {
    const raised = trail.findIndex((row, i) => i >= at && row.version === event.version);
    const current = trail[at] ?? first;
    if (event.sequence === 1 || (raisesVersion(event) && event.version <= first.version))
      steps.push({ event, before: null, after: first });
    else if (raised >= 0 && event.version > current.version) {
      steps.push({ event, before: trail[raised - 1] ?? null, after: trail[raised] ?? first });
      at = raised;
    } else if (isQuiet(event)) {
      // Votes change the rows of others without an event, so only a row of that very moment is the event's own.
      while (trail[at + 1] && (trail[at + 1]?.at ?? 0) < event.time && trail[at + 1]?.version === event.version)
        at += 1;
      const next = trail[at + 1];
      const isOwn =
        next !== undefined && next.version === event.version && next.at === event.time && event.action !== "NOTE";
      if (isOwn) at += 1;
      steps.push({ event, before: trail[isOwn ? at - 1 : at] ?? first, after: trail[at] ?? first });
    } else steps.push({ event, before: current, after: current });
  }
  return steps;
}

function isQuiet({ shown, action }: Told): boolean {
  return shown === "internal" || action === "LENGTHEN";
}

/** Whether this event moves the version that forms carry. */
export function raisesVersion(event: Told): boolean {
  return !isQuiet(event);
}

export type Say = (invariant: string, story: Pick<Story, "trackingId"> | null, detail: string) => void;

export function breachesOf(check: (say: Say) => void): Breach[] {
  const breaches: Breach[] = [];
  check((invariant, story, detail) => breaches.push({ invariant, trackingId: story?.trackingId ?? null, detail }));
  return breaches;
}

export const OFFICE = ["NEW", "ASSIGNED", "IN_PROGRESS", "TRANSFER_REQUESTED", "REJECTED_PROPOSED", "DISPUTED"];
export const CLOSED = ["CLOSED_CONFIRMED", "CLOSED_NO_REPLY", "CLOSED_REJECTED", "CLOSED_APPEAL", "WITHDRAWN"];
export const SPOKEN = (at: number) => new Date(at + 5 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");

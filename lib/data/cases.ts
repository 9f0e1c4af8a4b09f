import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { type ContactSight, canSee, type Sight, type SightContext, sightOf } from "@/lib/domain/complaint/sight";
import type { State } from "@/lib/domain/complaint/states";
import { type Action, allowedActions } from "@/lib/domain/complaint/workflow";
import type { ClockContext } from "@/lib/domain/working-time";
import type { Contact } from "@/lib/schemas/lodgement";
import { findFacts } from "./case-facts";
import { type Content, fromContentRow } from "./complaint-content";
import { db } from "./db";
import { type EventPayload, readPayload } from "./events";
import { findClockContext } from "./reference";
import { STORED_FILE, type StoredFile } from "./stored-file";

export type Names = { en: string; ur: string };
export type CaseFile = { sha256: string; type: string; bytes: number; role: string; arrived: boolean };
export type CaseEvent = {
  sequence: number;
  at: Date;
  action: Action;
  role: string;
  actorName: Names | null;
  shown: "public" | "owner" | "internal";
  from: State | null;
  to: State;
  /** Null once erased. */
  payload: EventPayload | null;
};
/** A case as one member of staff may read it. `content` is cut down to `sight`. */
export type Case = {
  trackingId: string;
  facts: CaseFacts;
  clock: ClockContext;
  sight: Sight;
  allowed: Action[];
  language: "en" | "ur";
  savedAt: Date;
  occurredOn: string | null;
  country: string | null;
  content: Content;
  files: CaseFile[];
  events: CaseEvent[];
  service: Names & { code: string };
  district: Names & { id: string };
  department: Names | null;
  desk: (Names & { id: string }) | null;
  proposedDesk: (Names & { id: string }) | null;
  officer: (Names & { id: string }) | null;
};

/** What a row is called, with its id. */
export const NAMES = { id: true, nameEn: true, nameUr: true } as const;

/**
 * One case for one member of staff; null where there is none, or none that this person may see, which is the same to them.
 * `context` is for the helpline's own reading alone (read-for-caller.ts). Source: design §5, "Reach".
 */
export async function findCase(
  trackingId: string,
  actor: StaffActor,
  now: Date,
  context: SightContext = {},
): Promise<Case | null> {
  const facts = await findFacts(db, trackingId, now);
  if (!facts || !canSee(facts, actor, context)) return null;
  const row = await db.complaint.findUnique({
    where: { trackingId },
    include: {
      content: true,
      service: { select: { nameEn: true, nameUr: true } },
      district: { select: NAMES },
      department: { select: NAMES },
      desk: { select: NAMES },
      attachments: { orderBy: { position: "asc" } },
      events: { orderBy: { sequence: "asc" }, include: { payload: { select: { payload: true } } } },
    },
  });
  if (!row?.content) return null;
  const sight = sightOf(facts, actor, context);
  const clock = await findClockContext(db, facts.jurisdictionId);
  const people = await findPeople([facts.officerId, ...row.events.map(({ actorId }) => actorId)]);
  // What was proposed for another service is a proposal no more.
  const isOutdated = row.events.some(({ action }) => action === "RECATEGORISE");
  const proposed =
    row.proposedDeskId && !isOutdated
      ? await db.desk.findUnique({ where: { id: row.proposedDeskId }, select: NAMES })
      : null;
  return {
    trackingId,
    facts,
    clock,
    sight,
    allowed: allowedActions(facts, actor, { now, clock, ...context }),
    language: row.language === "ur" ? "ur" : "en",
    savedAt: row.savedAt,
    occurredOn: row.occurredOn,
    country: row.country,
    content: cutTo(sight.contact, fromContentRow(row.content)),
    files: row.attachments.map(({ sha256, type, bytes, role, arrivedAt }) => ({
      sha256,
      type,
      bytes,
      role,
      arrived: arrivedAt !== null,
    })),
    events: row.events
      .filter(({ shown }) => sight.notes || shown !== "internal")
      .map(({ id, sequence, at, action, role, actorId, shown, fromState, toState, payload }) => ({
        sequence,
        at,
        action: action as Action,
        role,
        actorName: people.get(actorId ?? "") ?? null,
        shown: shown as CaseEvent["shown"],
        from: fromState as State | null,
        to: toState as State,
        payload: readPayload(id, payload),
      })),
    service: { code: row.serviceCode, ...named(row.service) },
    district: { id: row.district.id, ...named(row.district) },
    department: row.department && named(row.department),
    desk: row.desk && { id: row.desk.id, ...named(row.desk) },
    proposedDesk: proposed && { id: proposed.id, ...named(proposed) },
    officer: facts.officerId ? { id: facts.officerId, ...(people.get(facts.officerId) ?? { en: "—", ur: "—" }) } : null,
  };
}

/** The names of those ids that are somebody's, by id. */
export async function findPeople(ids: readonly (string | null)[]): Promise<Map<string, Names>> {
  const wanted = ids.flatMap((id) => id ?? []);
  const users = await db.user.findMany({ where: { id: { in: wanted } }, select: NAMES });
  return new Map(users.map((user) => [user.id, named(user)]));
}

/** A row's names as pages take them. */
export function named({ nameEn, nameUr }: { nameEn: string; nameUr: string }): Names {
  return { en: nameEn, ur: nameUr };
}

/** The content with no more of the person than `sight` allows; who is complained of is part of the text. */
function cutTo(sight: ContactSight, content: Content): Content {
  if (sight === "full") return content;
  if (sight === "masked") return { ...content, contact: content.contact && maskContact(content.contact) };
  // Whoever handles it has to find the place; for everybody else a protected home is part of who lives there.
  return { ...content, contact: null, location: sight === "none" ? null : content.location };
}

/** Enough to tell two people apart: initials, last digits, the first letter of an address. */
function maskContact({ name, phone, email, channel }: Contact): Contact {
  const masked: Contact = {};
  if (name)
    masked.name = name
      .split(/\s+/)
      .map((part) => `${Array.from(part)[0]}…`)
      .join(" ");
  if (phone) masked.phone = `…${phone.replace(/\D+$/u, "").slice(-3)}`;
  if (email) masked.email = email.replace(/^(.).*@/u, "$1…@");
  if (channel) masked.channel = channel;
  return masked;
}

/** A file of a case that this person may see: its place in the store, or null. */
export async function findCaseFile(
  trackingId: string,
  sha256: string,
  actor: StaffActor,
  now: Date,
): Promise<StoredFile | null> {
  const facts = await findFacts(db, trackingId, now);
  if (!facts || !sightOf(facts, actor).files) return null;
  return db.attachment.findFirst({
    where: { complaintId: facts.id, sha256, arrivedAt: { not: null } },
    select: STORED_FILE,
  });
}

import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { type ContactSight, canSee, type Sight, sightOf } from "@/lib/domain/complaint/sight";
import { clockOwner, OPEN_STATES, STATES, type State } from "@/lib/domain/complaint/states";
import { type Action, allowedActions } from "@/lib/domain/complaint/workflow";
import type { ClockContext } from "@/lib/domain/working-time";
import type { Contact } from "@/lib/schemas/lodgement";
import { CASE_INCLUDE, findFacts, toFacts } from "./case-facts";
import { type Content, fromContentRow } from "./complaint-content";
import { db } from "./db";
import { type EventPayload, readPayload } from "./events";
import type { Prisma } from "./generated/client";
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

const NAMES = { id: true, nameEn: true, nameUr: true } as const;

/**
 * One case for one member of staff; null where there is none, or none that this person may see, which is the same to them.
 * Source: design §5, "Reach".
 */
export async function findCase(trackingId: string, actor: StaffActor, now: Date): Promise<Case | null> {
  const facts = await findFacts(db, trackingId, now);
  if (!facts || !canSee(facts, actor)) return null;
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
  const sight = sightOf(facts, actor);
  const clock = await findClockContext(db, facts.jurisdictionId);
  const people = await findPeople([facts.officerId, ...row.events.map(({ actorId }) => actorId)]);
  const proposed = row.proposedDeskId
    ? await db.desk.findUnique({ where: { id: row.proposedDeskId }, select: NAMES })
    : null;
  return {
    trackingId,
    facts,
    clock,
    sight,
    allowed: allowedActions(facts, actor, { now, clock }),
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

async function findPeople(ids: readonly (string | null)[]): Promise<Map<string, Names>> {
  const wanted = ids.flatMap((id) => id ?? []);
  const users = await db.user.findMany({ where: { id: { in: wanted } }, select: NAMES });
  return new Map(users.map((user) => [user.id, named(user)]));
}

function named({ nameEn, nameUr }: { nameEn: string; nameUr: string }): Names {
  return { en: nameEn, ur: nameUr };
}

/** The content with no more of the person than `sight` allows; who is complained of is part of the text. */
function cutTo(sight: ContactSight, content: Content): Content {
  if (sight === "full") return content;
  if (sight === "masked") return { ...content, contact: content.contact && maskContact(content.contact) };
  return { ...content, contact: null };
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

export type QueueRow = {
  trackingId: string;
  facts: CaseFacts;
  service: Names;
  district: Names;
  desk: Names | null;
  officer: Names | null;
};
export type QueuePage = { rows: QueueRow[]; next: string | null };

const PAGE = 50;

/**
 * `work` waits for the office (or for this authority), `waiting` for the citizen or for another complaint. Where a role
 * has but one pile, `waiting` is empty.
 */
export const PILES = ["work", "waiting"] as const;
export type Pile = (typeof PILES)[number];

/**
 * This person's open cases of a pile, oldest trouble first: by due date, those without one last. `after` is the `next` of
 * the page before.
 */
export async function listQueue(
  actor: StaffActor,
  { after = null, pile = "work" }: { after?: string | null; pile?: Pile } = {},
): Promise<QueuePage> {
  const found = await db.complaint.findMany({
    where: queueOf(actor, pile),
    include: {
      ...CASE_INCLUDE,
      service: { select: { ...CASE_INCLUDE.service.select, nameEn: true, nameUr: true } },
      district: { select: NAMES },
      desk: { select: NAMES },
    },
    orderBy: orderOf(actor, pile),
    take: PAGE + 1,
    ...(after && { cursor: { id: after }, skip: 1 }),
  });
  const page = found.slice(0, PAGE);
  const people = await findPeople(page.map(({ officerId }) => officerId));
  const rows = page
    .map((row) => ({ row, facts: toFacts(row) }))
    // The condition of the query is the coarse sieve; the domain's is the lock.
    .filter(({ facts }) => canSee(facts, actor))
    .map(({ row, facts }) => ({
      trackingId: row.trackingId,
      facts,
      service: named(row.service),
      district: named(row.district),
      desk: row.desk && named(row.desk),
      officer: people.get(row.officerId ?? "") ?? null,
    }));
  return { rows, next: found.length > PAGE ? (page.at(-1)?.id ?? null) : null };
}

export type QueueCounts = {
  work: number;
  waiting: number;
  overdue: number;
  soon: number;
  mine: number;
  unassigned: number;
};

/** How many of this person's cases wait for whom, for the head of the queue. `soon`: due within two days. */
export async function countQueue(actor: StaffActor, now: Date): Promise<QueueCounts> {
  const work = queueOf(actor, "work");
  const due = trouble(actor, "work");
  const count = (more: Prisma.ComplaintWhereInput) => db.complaint.count({ where: { AND: [work, more] } });
  const [all, waiting, overdue, soon, mine, unassigned] = await Promise.all([
    count({}),
    db.complaint.count({ where: queueOf(actor, "waiting") }),
    count({ [due]: { lt: now } }),
    count({ [due]: { gte: now, lt: new Date(now.getTime() + 2 * 86_400_000) } }),
    count({ officerId: actor.id }),
    count({ officerId: null }),
  ]);
  return { work: all, waiting, overdue, soon, mine, unassigned };
}

/** An auditor has no work here to be late with: the last changed comes first. */
function orderOf(actor: StaffActor, pile: Pile): Prisma.ComplaintOrderByWithRelationInput[] {
  if (actor.role === "auditor") return [{ updatedAt: "desc" }, { id: "asc" }];
  return [{ [trouble(actor, pile)]: { sort: "asc", nulls: "last" } }, { receivedAt: "asc" }, { id: "asc" }];
}

/** What a pile is sorted by: the end of whatever clock runs there. A router owes the desk, not the whole answer. */
function trouble(actor: StaffActor, pile: Pile): "dueAt" | "dutyDueAt" | "windowEndsAt" {
  if (actor.role === "router") return "dutyDueAt";
  return pile === "waiting" || actor.role === "appeal" || actor.role === "callback" ? "windowEndsAt" : "dueAt";
}

function queueOf(actor: StaffActor, pile: Pile): Prisma.ComplaintWhereInput {
  const notNamed: Prisma.ComplaintWhereInput = { accused: { none: { userId: actor.id } } };
  return { AND: [notNamed, { state: { in: statesOf(actor, pile) } }, reachOf(actor)] };
}

function statesOf({ role }: StaffActor, pile: Pile): State[] {
  const waiting = OPEN_STATES.filter((state) => clockOwner(state) !== "officer");
  const office = OPEN_STATES.filter((state) => clockOwner(state) === "officer");
  switch (role) {
    case "appeal":
      return pile === "work" ? ["APPEAL"] : [];
    // The call-back desk asks those whose answer is still wanted, or who gave none.
    case "callback":
      return pile === "work" ? ["RESOLVED", "CLOSED_NO_REPLY"] : [];
    case "auditor":
      return pile === "work" ? [...STATES] : [];
    default:
      return pile === "work" ? office : waiting;
  }
}

const NOBODY: Prisma.ComplaintWhereInput = { id: "" };

/** The reach of design §5 as a condition, so that pages are full; `canSee` decides in the end. */
function reachOf(actor: StaffActor): Prisma.ComplaintWhereInput {
  const inPlace = actor.jurisdictionId ? { jurisdictionId: actor.jurisdictionId } : {};
  switch (actor.role) {
    case "officer":
      if (!actor.deskId) return NOBODY;
      return {
        sealed: false,
        againstUnbound: false,
        OR: [{ deskId: actor.deskId }, { state: "TRANSFER_REQUESTED", transferTargetId: actor.deskId }],
      };
    case "supervisor": {
      const level = actor.level ?? 1;
      const office = actor.departmentId ? { departmentId: actor.departmentId } : {};
      const reached = level > 1 ? { level: { gte: level } } : {};
      const asked = actor.departmentId
        ? [{ state: "TRANSFER_REQUESTED", transferTarget: { departmentId: actor.departmentId, ...inPlace } }]
        : [];
      const atRouter = level > 1 ? [{ state: "REJECTED_PROPOSED", departmentId: null, ...inPlace }] : [];
      return {
        sealed: false,
        againstUnbound: false,
        OR: [{ ...inPlace, ...office, ...reached }, { officerId: actor.id }, ...asked, ...atRouter],
      };
    }
    case "router":
      return { sealed: false, state: { in: ["NEW", "TRANSFER_REQUESTED"] }, ...inPlace };
    case "callback":
      return { callbackSample: true, sensitive: false, sealed: false };
    case "appeal":
      return {
        state: "APPEAL",
        ...inPlace,
        ...(actor.departmentId && { OR: [{ departmentId: null }, { departmentId: { not: actor.departmentId } }] }),
      };
    case "independent":
      return { ...inPlace, OR: [{ sealed: true }, { serviceCode: { startsWith: "COR-" } }] };
    case "auditor":
      return {};
    case "helpline":
    case "admin":
      return NOBODY;
  }
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

import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { type Sight, sightOf } from "@/lib/domain/complaint/sight";
import { clockOwner, OPEN_STATES, STATES, type State } from "@/lib/domain/complaint/states";
import { CASE_INCLUDE, toFacts } from "./case-facts";
import { findPeople, NAMES, type Names, named } from "./cases";
import { fromContentRow } from "./complaint-content";
import { db } from "./db";
import type { Prisma } from "./generated/client";

export type QueueRow = {
  trackingId: string;
  facts: CaseFacts;
  service: Names;
  district: Names;
  desk: Names | null;
  officer: Names | null;
  /** Which street: it tells fifty drains of one city apart. Null where even that is looked at on record only. */
  landmark: string | null;
};
export type QueuePage = { rows: QueueRow[]; next: string | null };

const PAGE = 50;

/**
 * `work` waits for the office (or for this authority), `waiting` for the citizen or for another complaint. Where a role
 * has but one pile, `waiting` is empty.
 */
export const PILES = ["work", "waiting"] as const;
export type Pile = (typeof PILES)[number];

/** What the work can be narrowed to. `soon`: due within two days. */
export const NARROWINGS = ["overdue", "soon", "mine", "unassigned"] as const;
export type Narrowing = (typeof NARROWINGS)[number];

const DAY_MS = 86_400_000;

type Asked = { after?: string | null; pile?: Pile; only?: Narrowing | null; now?: Date };

/**
 * This person's open cases of a pile, oldest trouble first: by due date, those without one last. `after` is the `next` of
 * the page before; `only` narrows the work, as of `now`.
 */
export async function listQueue(
  actor: StaffActor,
  { after = null, pile = "work", only = null, now = new Date() }: Asked = {},
): Promise<QueuePage> {
  const narrowed = only && pile === "work" ? narrowingsOf(actor, now)[only] : {};
  const found = await db.complaint.findMany({
    where: { AND: [queueOf(actor, pile), narrowed] },
    include: {
      ...CASE_INCLUDE,
      service: { select: { ...CASE_INCLUDE.service.select, nameEn: true, nameUr: true } },
      district: { select: NAMES },
      desk: { select: NAMES },
      content: true,
    },
    orderBy: orderOf(actor, pile),
    take: PAGE + 1,
    ...(after && { cursor: { id: after }, skip: 1 }),
  });
  const page = found.slice(0, PAGE);
  const people = await findPeople(page.map(({ officerId }) => officerId));
  const rows = page
    .map((row) => ({ row, facts: toFacts(row) }))
    .map(({ row, facts }) => ({ row, facts, sight: sightOf(facts, actor) }))
    // The condition of the query is the coarse sieve; the domain's is the lock.
    .filter(({ sight }) => sight.text)
    .map(({ row, facts, sight }) => ({
      trackingId: row.trackingId,
      facts,
      service: named(row.service),
      district: named(row.district),
      desk: row.desk && named(row.desk),
      officer: people.get(row.officerId ?? "") ?? null,
      landmark:
        row.content && !isGuarded(facts, sight) ? (fromContentRow(row.content).location?.landmark ?? null) : null,
    }));
  return { rows, next: found.length > PAGE ? (page.at(-1)?.id ?? null) : null };
}

/** A place can be the home of whom a protected service hides, and a recorded look is one at the case, not at a list. */
function isGuarded({ sensitive, sealed }: CaseFacts, { recorded }: Sight): boolean {
  return sensitive || sealed || recorded;
}

export type QueueCounts = Record<Pile | Narrowing, number>;

/** How many of this person's cases wait for whom, for the head of the queue. */
export async function countQueue(actor: StaffActor, now: Date): Promise<QueueCounts> {
  const work = queueOf(actor, "work");
  const narrowings = narrowingsOf(actor, now);
  const count = (more: Prisma.ComplaintWhereInput) => db.complaint.count({ where: { AND: [work, more] } });
  const [all, waiting, overdue, soon, mine, unassigned] = await Promise.all([
    count({}),
    db.complaint.count({ where: queueOf(actor, "waiting") }),
    count(narrowings.overdue),
    count(narrowings.soon),
    count(narrowings.mine),
    count(narrowings.unassigned),
  ]);
  return { work: all, waiting, overdue, soon, mine, unassigned };
}

function narrowingsOf(actor: StaffActor, now: Date): Record<Narrowing, Prisma.ComplaintWhereInput> {
  const due = trouble(actor, "work");
  return {
    overdue: { [due]: { lt: now } },
    soon: { [due]: { gte: now, lt: new Date(now.getTime() + 2 * DAY_MS) } },
    mine: { officerId: actor.id },
    unassigned: { officerId: null },
  };
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

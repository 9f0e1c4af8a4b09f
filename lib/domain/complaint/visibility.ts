import type { CaseFacts } from "./case-facts";
import type { Names, PublicEvent, PublicStatus } from "./public-status";
import { isOpenForPublic } from "./states";
import { type Action, WORKFLOW } from "./workflow-table";

/** What the public status is made from. It can't take text, contact, place or files: they are not among its arguments. */
export type StatusSource = {
  trackingId: string;
  facts: Pick<
    CaseFacts,
    | "state"
    | "kind"
    | "serviceCode"
    | "sensitive"
    | "sealed"
    | "level"
    | "handovers"
    | "receivedAt"
    | "dueAt"
    | "windowEndsAt"
    | "withdrawEndsAt"
  >;
  service: Names;
  department: Names | null;
  district: Names;
  updatedAt: Date;
  /** Oldest first; all of them, internal ones too. `publicText` is the event's payload member of that name. */
  events: readonly { at: Date; action: Action; publicText?: string | null }[];
  /** A merged complaint shows its parent's state, level and dates (design §5, MERGE). */
  parent?: PublicStatus | null;
};

const MAX_EVENTS = 200;

/** The public status of a complaint. Source: design §4 (GET) and §5. */
export function toPublicStatus(source: StatusSource): PublicStatus {
  const { facts, trackingId } = source;
  const parent = facts.state === "MERGED" ? (source.parent ?? null) : null;
  const state = parent?.state ?? facts.state;
  const sensitive = facts.sensitive || facts.sealed;
  const own = { dueAt: iso(facts.dueAt), windowEndsAt: iso(windowOf(facts)), level: facts.level };
  const { dueAt, windowEndsAt, level } = parent ?? own;
  return {
    trackingId,
    state,
    open: isOpenForPublic(state),
    kind: facts.kind,
    sensitive,
    serviceCode: sensitive ? null : facts.serviceCode,
    service: sensitive ? null : source.service,
    department: sensitive ? null : source.department,
    district: sensitive ? null : source.district,
    lodgedAt: facts.receivedAt.toISOString(),
    dueAt,
    windowEndsAt,
    updatedAt: source.updatedAt.toISOString(),
    level,
    handovers: sensitive ? null : facts.handovers,
    timeline: source.events.flatMap((event) => toPublicEvent(event, sensitive)).slice(-MAX_EVENTS),
  };
}

function windowOf({ state, windowEndsAt, withdrawEndsAt }: StatusSource["facts"]): Date | null {
  return state === "WITHDRAW_PENDING" ? withdrawEndsAt : windowEndsAt;
}

/** An action is public when its row says so. Messages between citizen and office, and internal notes, never are. */
function isPublicAction(action: Action): boolean {
  return WORKFLOW[action].shown === "public";
}

function toPublicEvent({ at, action, publicText }: StatusSource["events"][number], sensitive: boolean): PublicEvent[] {
  if (!isPublicAction(action)) return [];
  const event: PublicEvent = { at: at.toISOString(), action };
  return [publicText && !sensitive ? { ...event, publicText } : event];
}

function iso(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

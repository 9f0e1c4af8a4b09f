import type { StaffActor, StaffRole } from "./complaint/actor";
import { OFFICER_STATES, type State } from "./complaint/states";

/**
 * The ready-made filters of the inbox. `work`: what this person's office owes now; those after it up to `absent` narrow the
 * work. `negative`: the citizen disputed, or rated it 1 or 2, and the time to appeal isn't over. `waiting`: for the citizen;
 * `others`: under appeal, or joined with another. `mentioned`: somebody named me in a note that I haven't seen. `all`:
 * whatever I may see, closed ones too.
 */
export const VIEWS = [
  "work",
  "mine",
  "unassigned",
  "soon",
  "overdue",
  "reopened",
  "escalated",
  "absent",
  "negative",
  "waiting",
  "others",
  "mentioned",
  "all",
] as const;
export type View = (typeof VIEWS)[number];

export const SORTS = ["due", "received", "updated", "level", "service", "district", "state"] as const;
export type Sort = (typeof SORTS)[number];
export const DIRECTIONS = ["asc", "desc"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What a row of the inbox can tell; the complaint's service and ID always stand first. */
export const COLUMNS = ["due", "state", "where", "holder", "tags", "received", "updated"] as const;
export type InboxColumn = (typeof COLUMNS)[number];
export const DEFAULT_COLUMNS: readonly InboxColumn[] = ["due", "state", "where", "holder"];

const VIEWS_OF: Record<StaffRole, readonly View[]> = {
  officer: VIEWS,
  supervisor: VIEWS,
  independent: VIEWS,
  router: ["work", "soon", "overdue", "mentioned"],
  appeal: ["work", "soon", "overdue", "mentioned"],
  callback: ["work", "soon", "overdue", "negative", "all"],
  auditor: ["all", "work", "overdue", "reopened", "escalated", "negative", "waiting", "others"],
  helpline: [],
  admin: [],
};

/** The filters that make sense for a role, in the order of the list; the first is where its inbox opens. Empty: no inbox. */
export function viewsOf({ role }: Pick<StaffActor, "role">): readonly View[] {
  return VIEWS_OF[role];
}

/** The states in which this role's office (or authority) owes the next step. */
export function workStates({ role }: Pick<StaffActor, "role">): readonly State[] {
  if (role === "appeal") return ["APPEAL"];
  // The call-back desk asks those whose answer is still wanted, or who gave none.
  return role === "callback" ? ["RESOLVED", "CLOSED_NO_REPLY"] : OFFICER_STATES;
}

/** The clock that this role is late by: a router owes the desk and not the whole answer, an authority its own term. */
export function clockOf({ role }: Pick<StaffActor, "role">, view: View): "dueAt" | "dutyDueAt" | "windowEndsAt" {
  if (role === "router") return "dutyDueAt";
  if (role === "appeal" || role === "callback") return "windowEndsAt";
  return view === "waiting" || view === "others" ? "windowEndsAt" : "dueAt";
}

/** `soon` is due within so many milliseconds. */
export const SOON_MS = 2 * 86_400_000;
/** So long after its end a bad answer still counts as one that somebody should look at: the window for an appeal. */
export const NEGATIVE_MS = 30 * 86_400_000;

/** How a list is ordered where nobody chose: the oldest trouble first, or the last changed where there is none. */
export function defaultSort(view: View, isSearch: boolean): { sort: Sort; dir: Direction } {
  return view === "all" || isSearch ? { sort: "updated", dir: "desc" } : { sort: "due", dir: "asc" };
}

/** The direction in which a column is first sorted: the oldest trouble, the newest change and the highest level first. */
export function firstDirection(sort: Sort): Direction {
  return sort === "received" || sort === "updated" || sort === "level" ? "desc" : "asc";
}

/** What can be done to many complaints at once. None of it ends one. */
export const BULKS = ["claim", "assign", "reply", "tag", "untag"] as const;
export type Bulk = (typeof BULKS)[number];

const BULKS_OF: Record<StaffRole, readonly Bulk[]> = {
  officer: ["claim", "reply", "tag", "untag"],
  supervisor: ["assign", "reply", "tag", "untag"],
  independent: ["claim", "assign", "reply", "tag", "untag"],
  router: ["assign", "reply", "tag", "untag"],
  appeal: ["reply", "tag", "untag"],
  callback: ["reply", "tag", "untag"],
  auditor: [],
  helpline: [],
  admin: [],
};

/** What this role may do to many at once; whether it may to each of them, the workflow says. */
export function bulksOf({ role }: Pick<StaffActor, "role">): readonly Bulk[] {
  return BULKS_OF[role];
}

/** More at once than anybody has looked at is a mistake. */
export const BULK_LIMIT = 2_000;

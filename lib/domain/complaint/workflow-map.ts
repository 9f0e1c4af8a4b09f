import type { StaffRole } from "./actor";
import { atRouter } from "./guards";
import type { Hat } from "./reach";
import { OPEN_STATES, STATES, type State } from "./states";
import { ACTIONS, type Action, type Row, WORKFLOW } from "./workflow-table";

/** The way that most complaints go. Each step is a move of the table; a test keeps it so. */
export const STRAIGHT_WAY = ["NEW", "ASSIGNED", "IN_PROGRESS", "RESOLVED", "CLOSED_CONFIRMED"] as const;

/** The hats that a role can wear, in whatever case. Source: design §5, "Reach". */
const HATS: Record<StaffRole, readonly Hat[]> = {
  officer: ["officer"],
  supervisor: ["supervisor", "receiver"],
  router: ["router"],
  helpline: ["helpline"],
  callback: ["callback"],
  appeal: ["appeal"],
  independent: ["officer", "supervisor", "router"],
  auditor: [],
  admin: ["admin"],
};

/** What a router sees at all, and so acts on, in rows guarded by `atRouter`. */
const AT_ROUTER: readonly State[] = ["NEW", "TRANSFER_REQUESTED"];

function rowOf(action: Action): Row {
  return WORKFLOW[action];
}

function leadsFrom(action: Action, hat: Hat, state: State): boolean {
  const { from, who, guards = [] } = rowOf(action);
  if (!who.includes(hat) || !from.includes(state)) return false;
  return hat !== "router" || !guards.includes(atRouter) || AT_ROUTER.includes(state);
}

function mayIn(role: StaffRole, action: Action, state: State): boolean {
  return HATS[role].some((hat) => leadsFrom(action, hat, state));
}

/** Not worth saying in each place: what this role may do in nearly every open one. */
function isAnytime(role: StaffRole, action: Action): boolean {
  return OPEN_STATES.filter((state) => mayIn(role, action, state)).length >= OPEN_STATES.length - 1;
}

/** Where a complaint may go next from `state`, by whomever; `before`: back to where it was. In the table's order of states. */
export function movesFrom(state: State): { to: State[]; before: boolean } {
  const targets = ACTIONS.map(rowOf).flatMap(({ from, to }) => (from.includes(state) ? to : []));
  return { to: STATES.filter((target) => targets.includes(target)), before: targets.includes("before") };
}

/** The states that a complaint may go to from nearly everywhere while it is open: to be said once, not in each place. */
export function commonMoves(): State[] {
  const from = (target: State) => OPEN_STATES.filter((state) => movesFrom(state).to.includes(target)).length;
  return STATES.filter((target) => from(target) >= OPEN_STATES.length - 1);
}

/** What a role may do in each state, as far as the table alone can tell; states without anything are left out. */
export function worksOf(role: StaffRole): { state: State; actions: Action[] }[] {
  return STATES.map((state) => ({
    state,
    actions: ACTIONS.filter((action) => !isAnytime(role, action) && mayIn(role, action, state)),
  })).filter(({ actions }) => actions.length > 0);
}

/** What a role may do beside that: to lodge, and whatever is allowed nearly everywhere while a complaint is open. */
export function anytimeOf(role: StaffRole): Action[] {
  return ACTIONS.filter((action) => {
    const { from, who } = rowOf(action);
    const lodges = from.length === 0 && HATS[role].some((hat) => who.includes(hat));
    return lodges || isAnytime(role, action);
  });
}

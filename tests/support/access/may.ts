import type { CaseName, Marks } from "./cases";

/** Everybody of the demo with an account, and a stranger. */
export const ACCOUNTS = [
  "citizen",
  "officer",
  "officer2",
  "officer3",
  "lesco",
  "supervisor",
  "head",
  "router",
  "helpline",
  "callback",
  "appeal",
  "independent",
  "auditor",
  "admin",
  "nobody",
] as const;
export type Account = (typeof ACCOUNTS)[number];

/**
 * What somebody may read of a case at the desk. `whole`: contact and notes too. `calling`: contact, no notes. `masked`:
 * initials and last digits. `recorded`: the contact only by a press that is written down. `hidden`: neither contact nor
 * place.
 */
type Reading = "whole" | "calling" | "masked" | "recorded" | "hidden";

const WASA = {
  officer: "whole",
  officer2: "whole",
  officer3: "whole",
  supervisor: "whole",
  auditor: "masked",
} as const;

/** Who may read which case, written by hand from design §5 ("Reach") and not made from the code. Whoever is missing may not. */
export const MAY: Record<CaseName, Partial<Record<Account, Reading>>> = {
  own: WASA,
  neighbour: { lesco: "whole", auditor: "masked" },
  accused: { officer2: "whole", officer3: "whole", supervisor: "whole", auditor: "masked" },
  unbound: { router: "masked", auditor: "masked" },
  sealed: { independent: "hidden", auditor: "hidden" },
  pressed: WASA,
  corruption: { independent: "recorded", auditor: "hidden" },
  sensitive: {
    officer: "recorded",
    officer2: "recorded",
    officer3: "recorded",
    supervisor: "hidden",
    auditor: "hidden",
  },
  atRouter: { router: "masked", auditor: "masked" },
  moving: { ...WASA, lesco: "masked", router: "masked" },
  resolved: { ...WASA, callback: "calling" },
  silent: WASA,
  appealed: { ...WASA, appeal: "masked" },
  elsewhere: { auditor: "masked" },
  merged: WASA,
  high: { ...WASA, head: "whole" },
};

const SHOWS: Record<Reading, readonly (keyof Marks)[]> = {
  whole: ["text", "message", "note", "landmark", "name", "phone"],
  calling: ["text", "message", "landmark", "name", "phone"],
  masked: ["text", "message", "note", "landmark"],
  recorded: ["text", "message", "note", "landmark"],
  hidden: ["text", "message", "note"],
};

/** The marks of a case that this person may find at the desk; none where they may not read it. */
export function marksFor(name: CaseName, account: Account): readonly (keyof Marks)[] {
  const reading = MAY[name][account];
  return reading ? SHOWS[reading] : [];
}

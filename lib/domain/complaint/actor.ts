export const STAFF_ROLES = [
  "officer",
  "supervisor",
  "router",
  "helpline",
  "callback",
  "appeal",
  "independent",
  "auditor",
  "admin",
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
export const ROLES = ["citizen", ...STAFF_ROLES, "system"] as const;
export type Role = (typeof ROLES)[number];

/** The rungs of the ladder: 0 is the officer, 4 the top. */
const LEVELS = [0, 1, 2, 3, 4] as const;
export type Level = (typeof LEVELS)[number];

/** `key`: holds the claim key. `contact`: has proven the phone or e-mail on file, which may do less (design §4). */
export type CitizenActor = { kind: "citizen"; proof: "key" | "contact" };
/** `level` is a supervisor's rung, 1 to 4. */
export type StaffActor = {
  kind: "staff";
  id: string;
  role: StaffRole;
  level?: number | null;
  deskId?: string | null;
  departmentId?: string | null;
  jurisdictionId?: string | null;
};
export type SystemActor = { kind: "system" };
export type Actor = CitizenActor | StaffActor | SystemActor;

export function isStaffRole(value: string): value is StaffRole {
  return (STAFF_ROLES as readonly string[]).includes(value);
}

/** The role that an event is signed with. */
export function roleOf(actor: Actor): Role {
  return actor.kind === "staff" ? actor.role : actor.kind;
}

/** Null for citizen and system, who have no account. */
export function actorId(actor: Actor): string | null {
  return actor.kind === "staff" ? actor.id : null;
}

/** A stored number as a rung; anything outside 0 to 4 is brought to the nearest. */
export function toLevel(value: number): Level {
  return LEVELS[Math.min(Math.max(Math.trunc(value), 0), 4)] ?? 0;
}

export function nextLevel(level: Level): Level {
  return toLevel(level + 1);
}

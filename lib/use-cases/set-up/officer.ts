import { NOBODYS } from "@/lib/data/passwords";
import { countOpen } from "@/lib/data/setup-usage";
import { OfficerSchema, type SetupProblem } from "@/lib/schemas/setup";
import { type Foreseen, onOff, type Section, type Situation } from "./section";

type Officer = {
  nameEn: string;
  nameUr: string;
  email: string;
  role: (typeof OfficerSchema)["_output"]["role"];
  level: number | null;
  deskId: string | null;
  departmentId: string | null;
  active: boolean;
};

/** At which kind of desk somebody of that role sits. Supervisors have a department, the others neither. */
const DESK_OF: Record<string, string> = {
  officer: "handling",
  router: "router",
  helpline: "helpline",
  callback: "callback",
  appeal: "appeal",
  independent: "independent",
};
const SELECT = {
  nameEn: true,
  nameUr: true,
  email: true,
  role: true,
  level: true,
  deskId: true,
  departmentId: true,
  active: true,
} as const;

/** Accounts of staff. Their passwords are no part of the picture: one is made and shown once (make-password.ts). */
export const OFFICER: Section<Officer> = {
  what: "officer",
  schema: OfficerSchema,
  fixed: [],
  isReference: false,
  async read(tx, id) {
    const row = (await tx.user.findFirst({
      where: { id, role: { not: "citizen" } },
      select: SELECT,
    })) as Officer | null;
    return row && { ...row, departmentId: row.deskId ? null : row.departmentId };
  },
  toForm: ({ level, deskId, departmentId, active, ...rest }) => ({
    ...rest,
    level: level === null ? "" : String(level),
    deskId: deskId ?? "",
    departmentId: departmentId ?? "",
    active: onOff(active),
  }),
  async check(situation) {
    return [
      ...(await checkEmail(situation)),
      ...(await checkPost(situation)),
      ...checkOneself(situation),
      ...(await checkLastAdmin(situation)),
    ];
  },
  foresee,
  async insert(tx, value, { id, now }) {
    const row = await tx.user.create({
      // No password fits it until one is made.
      data: { ...(id && { id }), ...value, ...(await placeOf(tx, value)), passwordHash: NOBODYS, createdAt: now },
    });
    return row.id;
  },
  async update(tx, id, value, { before }) {
    await tx.user.update({ where: { id }, data: { ...value, ...(await placeOf(tx, value)) } });
    // Who has lost the account, or has another post, begins anew: nothing opened before goes on.
    if (!value.active || value.role !== before.role) await tx.session.deleteMany({ where: { userId: id } });
  },
};

async function placeOf(tx: Situation<Officer>["tx"], { deskId, departmentId }: Officer) {
  const desk = deskId ? await tx.desk.findUnique({ where: { id: deskId } }) : null;
  if (desk) return { departmentId: desk.departmentId, jurisdictionId: desk.jurisdictionId };
  const department = departmentId ? await tx.department.findUnique({ where: { id: departmentId } }) : null;
  return { departmentId: department?.id ?? null, jurisdictionId: department?.jurisdictionId ?? null };
}

async function checkEmail({ tx, id, after }: Situation<Officer>): Promise<SetupProblem[]> {
  const other = await tx.user.findUnique({ where: { email: after.email }, select: { id: true } });
  return other && other.id !== id ? [{ field: "email", code: "taken" }] : [];
}

async function checkPost({ tx, after }: Situation<Officer>): Promise<SetupProblem[]> {
  const { role, deskId, departmentId, level } = after;
  if (role === "supervisor" && level === null) return [{ field: "level", code: "level-needed" }];
  if (role === "supervisor" && !deskId && !departmentId) return [{ field: "departmentId", code: "department-needed" }];
  const kind = DESK_OF[role];
  if (kind && !deskId) return [{ field: "deskId", code: "desk-needed" }];
  if (!kind && role !== "supervisor" && deskId) return [{ field: "deskId", code: "no-desk" }];
  const desk = deskId ? await tx.desk.findUnique({ where: { id: deskId } }) : null;
  if (deskId && !desk) return [{ field: "deskId", code: "not-a-choice" }];
  if (desk && !desk.active && after.active) return [{ field: "deskId", code: "not-active" }];
  if (desk && kind && desk.kind !== kind) return [{ field: "deskId", code: "other-kind-of-desk" }];
  const department = departmentId ? await tx.department.findUnique({ where: { id: departmentId } }) : null;
  if (departmentId && !department) return [{ field: "departmentId", code: "not-a-choice" }];
  return [];
}

/** Nobody gives or takes anything from themselves: another administrator does. One's own name may be mended. */
function checkOneself({ id, before, after, by }: Situation<Officer>): SetupProblem[] {
  if (id !== by.id || !before) return [];
  const field = (["role", "level", "deskId", "departmentId", "active", "email"] as const).find(
    (name) => before[name] !== after[name],
  );
  return field ? [{ field, code: "not-oneself" }] : [];
}

async function checkLastAdmin({ tx, id, before, after }: Situation<Officer>): Promise<SetupProblem[]> {
  if (!id || before?.role !== "admin" || !before.active) return [];
  if (after.role === "admin" && after.active) return [];
  const others = await tx.user.count({ where: { role: "admin", active: true, id: { not: id } } });
  return others === 0 ? [{ field: after.active ? "role" : "active", code: "last-admin" }] : [];
}

async function foresee({ tx, id, before, after, now }: Situation<Officer>): Promise<Foreseen[]> {
  const foreseen: Foreseen[] = [];
  if (after.role === "admin" && after.active && (before?.role !== "admin" || !before.active))
    foreseen.push({ code: "becomes-admin" });
  if (!id || !before) return foreseen;
  const leaves = (before.active && !after.active) || before.deskId !== after.deskId || before.role !== after.role;
  if (!leaves) return foreseen;
  const held = await countOpen(tx, { officerId: id });
  if (held > 0) foreseen.push({ code: "holds-cases", values: { count: held } });
  const deputy = await tx.absence.count({ where: { deputyId: id, endsAt: { gt: now } } });
  if (deputy > 0) foreseen.push({ code: "is-deputy", values: { count: deputy } });
  if (!after.active) foreseen.push({ code: "sessions-end" });
  return foreseen;
}

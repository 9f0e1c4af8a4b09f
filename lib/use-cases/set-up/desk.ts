import { randomBytes } from "node:crypto";
import { countOpen } from "@/lib/data/setup-usage";
import { DeskSchema, type SetupProblem } from "@/lib/schemas/setup";
import { onOff, type Section, type Situation, slugOf } from "./section";

type Desk = {
  nameEn: string;
  nameUr: string;
  departmentId: string;
  jurisdictionId: string;
  districtId: string | null;
  kind: (typeof DeskSchema)["_output"]["kind"];
  active: boolean;
};

const SELECT = {
  nameEn: true,
  nameUr: true,
  departmentId: true,
  jurisdictionId: true,
  districtId: true,
  kind: true,
  active: true,
} as const;

export const DESK: Section<Desk> = {
  what: "desk",
  schema: DeskSchema,
  // Complaints carry the desk's department and jurisdiction, and its kind says who may reach them.
  fixed: ["departmentId", "jurisdictionId", "kind"],
  isReference: true,
  async read(tx, id) {
    return (await tx.desk.findUnique({ where: { id }, select: SELECT })) as Desk | null;
  },
  toForm: ({ active, districtId, ...rest }) => ({ ...rest, districtId: districtId ?? "", active: onOff(active) }),
  async check(situation) {
    return [...(await checkPlace(situation)), ...(await checkClosing(situation))];
  },
  async insert(tx, value, { id }) {
    const row = await tx.desk.create({
      data: { id: id ?? slugOf("desk", value.nameEn, randomBytes(2).toString("hex")), ...value },
    });
    return row.id;
  },
  async update(tx, id, { nameEn, nameUr, districtId, active }) {
    await tx.desk.update({ where: { id }, data: { nameEn, nameUr, districtId, active } });
  },
};

async function checkPlace({ tx, after }: Situation<Desk>): Promise<SetupProblem[]> {
  const problems: SetupProblem[] = [];
  const department = await tx.department.findUnique({ where: { id: after.departmentId } });
  if (!department) problems.push({ field: "departmentId", code: "not-a-choice" });
  else if (after.active && !department.active) problems.push({ field: "departmentId", code: "not-active" });
  if (!(await tx.jurisdiction.findUnique({ where: { id: after.jurisdictionId } })))
    problems.push({ field: "jurisdictionId", code: "not-a-choice" });
  if (after.districtId) {
    const district = await tx.district.findUnique({ where: { id: after.districtId } });
    if (district?.jurisdictionId !== after.jurisdictionId) problems.push({ field: "districtId", code: "elsewhere" });
  }
  return problems;
}

/** A desk that is closed must leave nothing behind that nobody would see: no complaint, no rule, no person. */
async function checkClosing({ tx, id, before, after }: Situation<Desk>): Promise<SetupProblem[]> {
  if (!id || !before?.active || after.active) return [];
  const open = await countOpen(tx, { OR: [{ deskId: id }, { transferTargetId: id }, { proposedDeskId: id }] });
  if (open > 0) return [{ field: "active", code: "open-complaints", values: { count: open } }];
  const rules = await tx.routingRule.count({ where: { deskId: id } });
  if (rules > 0) return [{ field: "active", code: "rules-point-here", values: { count: rules } }];
  const people = await tx.user.count({ where: { deskId: id, active: true } });
  if (people > 0) return [{ field: "active", code: "active-people", values: { count: people } }];
  if (before.kind === "handling") return [];
  const { kind, jurisdictionId } = before;
  const others = await tx.desk.count({ where: { kind, jurisdictionId, active: true, id: { not: id } } });
  return others === 0 ? [{ field: "active", code: "last-of-kind" }] : [];
}

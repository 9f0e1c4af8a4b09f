import { randomBytes } from "node:crypto";
import { countOpen } from "@/lib/data/setup-usage";
import { DepartmentSchema } from "@/lib/schemas/setup";
import { onOff, type Section, slugOf } from "./section";

type Department = { nameEn: string; nameUr: string; jurisdictionId: string; active: boolean };

export const DEPARTMENT: Section<Department> = {
  what: "department",
  schema: DepartmentSchema,
  fixed: ["jurisdictionId"],
  isReference: true,
  async read(tx, id) {
    const select = { nameEn: true, nameUr: true, jurisdictionId: true, active: true } as const;
    return tx.department.findUnique({ where: { id }, select });
  },
  toForm: ({ active, ...rest }) => ({ ...rest, active: onOff(active) }),
  async check({ tx, id, before, after }) {
    if (!(await tx.jurisdiction.findUnique({ where: { id: after.jurisdictionId } })))
      return [{ field: "jurisdictionId", code: "not-a-choice" }];
    if (!id || !before?.active || after.active) return [];
    const open = await countOpen(tx, { departmentId: id });
    if (open > 0) return [{ field: "active", code: "open-complaints", values: { count: open } }];
    const desks = await tx.desk.count({ where: { departmentId: id, active: true } });
    if (desks > 0) return [{ field: "active", code: "active-desks", values: { count: desks } }];
    const people = await tx.user.count({ where: { departmentId: id, active: true } });
    return people > 0 ? [{ field: "active", code: "active-people", values: { count: people } }] : [];
  },
  async insert(tx, value, { id }) {
    const row = await tx.department.create({
      data: { id: id ?? slugOf(value.jurisdictionId, value.nameEn, randomBytes(2).toString("hex")), ...value },
    });
    return row.id;
  },
  async update(tx, id, { nameEn, nameUr, active }) {
    await tx.department.update({ where: { id }, data: { nameEn, nameUr, active } });
  },
};

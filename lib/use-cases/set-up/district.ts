import { countOpen } from "@/lib/data/setup-usage";
import { OVERSEAS } from "@/lib/domain/complaint/routing";
import { DistrictSchema } from "@/lib/schemas/setup";
import { onOff, type Section } from "./section";

type District = (typeof DistrictSchema)["_output"];

/** Districts are the country's: they are named and opened here, not founded. */
export const DISTRICT: Section<District> = {
  what: "district",
  schema: DistrictSchema,
  fixed: [],
  isReference: true,
  async read(tx, id) {
    const select = { nameEn: true, nameUr: true, unverified: true, active: true } as const;
    return tx.district.findUnique({ where: { id }, select });
  },
  toForm: ({ nameEn, nameUr, unverified, active }) => ({
    nameEn,
    nameUr,
    unverified: onOff(unverified),
    active: onOff(active),
  }),
  async check({ id, after }) {
    return id === OVERSEAS && !after.active ? [{ field: "active", code: "needed-by-portal" }] : [];
  },
  async foresee({ tx, id, before, after }) {
    if (!id || !before?.active || after.active) return [];
    const [open, rules, desks] = await Promise.all([
      countOpen(tx, { districtId: id }),
      tx.routingRule.count({ where: { districtId: id } }),
      tx.desk.count({ where: { districtId: id, active: true } }),
    ]);
    return [{ code: "district-closes", values: { count: open, rules, desks } }];
  },
  async insert() {
    throw new Error("A district can't be founded here");
  },
  async update(tx, id, value) {
    await tx.district.update({ where: { id }, data: value });
  },
};

import { countOpen } from "@/lib/data/setup-usage";
import { parseWallTime } from "@/lib/domain/wall-time";
import { HolidaySchema } from "@/lib/schemas/setup";
import { type Foreseen, onOff, type Section, type Situation } from "./section";

type Holiday = (typeof HolidaySchema)["_output"];

export const HOLIDAY: Section<Holiday> = {
  what: "holiday",
  schema: HolidaySchema,
  fixed: [],
  isReference: true,
  async read(tx, id) {
    const select = { nameEn: true, nameUr: true, date: true, jurisdictionId: true, moonDependent: true } as const;
    return tx.holiday.findUnique({ where: { id }, select });
  },
  toForm: ({ jurisdictionId, moonDependent, ...rest }) => ({
    ...rest,
    jurisdictionId: jurisdictionId ?? "",
    moonDependent: onOff(moonDependent),
  }),
  async check({ tx, id, after }) {
    const { jurisdictionId, date, nameEn } = after;
    if (jurisdictionId && !(await tx.jurisdiction.findUnique({ where: { id: jurisdictionId } })))
      return [{ field: "jurisdictionId", code: "not-a-choice" }];
    const same = await tx.holiday.findFirst({
      where: { date, jurisdictionId, nameEn, ...(id && { id: { not: id } }) },
    });
    return same ? [{ field: "date", code: "same-day" }] : [];
  },
  async foresee({ tx, before, after, now }) {
    if (before && before.date === after.date && before.jurisdictionId === after.jurisdictionId) return [];
    return foreseeDays(tx, [before, after], now);
  },
  async insert(tx, value, { id }) {
    return (await tx.holiday.create({ data: { ...(id && { id }), ...value } })).id;
  },
  async update(tx, id, value) {
    await tx.holiday.update({ where: { id }, data: value });
  },
  remove: {
    foresee: ({ tx, before, now }) => foreseeDays(tx, [before], now),
    run: async (tx, id) => {
      await tx.holiday.delete({ where: { id } });
    },
  },
};

/**
 * Due dates that are counted stay as they are: nobody's term moves by itself. Told is how many running terms the day lies
 * in, so that an office may extend what deserves it.
 */
async function foreseeDays(
  tx: Situation<Holiday>["tx"],
  days: readonly (Holiday | null)[],
  now: Date,
): Promise<Foreseen[]> {
  const known = days.filter((day): day is Holiday => day !== null);
  if (known.every(({ date }) => endOf(date) <= now)) return [{ code: "day-is-over" }];
  const inTerm = known.map(({ date, jurisdictionId }) => ({
    dueAt: { gte: startOf(date) },
    receivedAt: { lt: endOf(date) },
    ...(jurisdictionId && { jurisdictionId }),
  }));
  return [{ code: "due-dates-stay", values: { count: await countOpen(tx, { OR: inTerm }) } }];
}

function startOf(date: string): Date {
  return parseWallTime(`${date}T00:00`) ?? new Date(0);
}

function endOf(date: string): Date {
  return new Date(startOf(date).getTime() + 24 * 60 * 60_000);
}

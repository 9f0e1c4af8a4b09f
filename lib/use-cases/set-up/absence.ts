import { toWallTime } from "@/lib/domain/wall-time";
import { AbsenceSchema, type SetupProblem } from "@/lib/schemas/setup";
import type { Section, SetupActor, Situation } from "./section";

type Absence = { userId: string; deputyId: string | null; startsAt: string; endsAt: string };

export const ABSENCE: Section<Absence> = {
  what: "absence",
  schema: AbsenceSchema,
  fixed: ["userId"],
  isReference: false,
  async mayTouch({ tx, by, before, after }) {
    const userId = before?.userId ?? after?.userId;
    const user = userId
      ? await tx.user.findUnique({ where: { id: userId }, select: { departmentId: true, role: true } })
      : null;
    return user !== null && user.role === "officer" && isOwnDepartment(by, user.departmentId);
  },
  async read(tx, id) {
    const row = await tx.absence.findUnique({ where: { id } });
    return row && pictureOf(row);
  },
  toForm: ({ userId, deputyId, startsAt, endsAt }) => ({
    userId,
    deputyId: deputyId ?? "",
    startsAt: toWallTime(new Date(startsAt)),
    endsAt: toWallTime(new Date(endsAt)),
  }),
  async check(situation) {
    return [...checkTimes(situation), ...(await checkPeople(situation)), ...(await checkOverlap(situation))];
  },
  async foresee({ tx, after }) {
    if (after.deputyId === null) return [{ code: "no-deputy" }];
    const standsIn = await tx.absence.count({
      where: {
        deputyId: after.userId,
        startsAt: { lt: new Date(after.endsAt) },
        endsAt: { gt: new Date(after.startsAt) },
      },
    });
    return standsIn > 0 ? [{ code: "stands-in-elsewhere", values: { count: standsIn } }] : [];
  },
  async insert(tx, value, { id, by, now }) {
    const row = await tx.absence.create({
      data: { ...(id && { id }), ...rowOf(value), createdById: by.id, createdAt: now },
    });
    return row.id;
  },
  async update(tx, id, value) {
    const { userId: _, ...data } = rowOf(value);
    await tx.absence.update({ where: { id }, data });
  },
  remove: {
    // What has begun has had its effects: it is ended, not undone.
    refuse: async ({ before, now }) => (before && new Date(before.startsAt) <= now ? "absence-begun" : null),
    run: async (tx, id) => {
      await tx.absence.delete({ where: { id } });
    },
  },
};

/** A supervisor enters the absences of the officers of one's own department; an administrator everybody's. */
export function isOwnDepartment({ actor }: SetupActor, departmentId: string | null): boolean {
  return actor.role === "supervisor" && departmentId !== null && actor.departmentId === departmentId;
}

function pictureOf(row: { userId: string; deputyId: string | null; startsAt: Date; endsAt: Date }): Absence {
  const { userId, deputyId, startsAt, endsAt } = row;
  return { userId, deputyId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}

function rowOf({ userId, deputyId, startsAt, endsAt }: Absence) {
  return { userId, deputyId, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
}

function checkTimes({ before, after, now }: Situation<Absence>): SetupProblem[] {
  if (after.endsAt <= after.startsAt) return [{ field: "endsAt", code: "ends-before" }];
  const hasBegun = before !== null && new Date(before.startsAt) <= now;
  if (hasBegun && before.startsAt !== after.startsAt) return [{ field: "startsAt", code: "begun" }];
  if (hasBegun && before.deputyId !== after.deputyId && before.deputyId !== null)
    return [{ field: "deputyId", code: "begun" }];
  const isPast = new Date(after.endsAt) <= now;
  return isPast && before?.endsAt !== after.endsAt ? [{ field: "endsAt", code: "in-the-past" }] : [];
}

async function checkPeople({ tx, after }: Situation<Absence>): Promise<SetupProblem[]> {
  const user = await tx.user.findUnique({ where: { id: after.userId } });
  if (!user?.active || user.role === "citizen") return [{ field: "userId", code: "not-a-choice" }];
  if (after.deputyId === null) return [];
  if (after.deputyId === after.userId) return [{ field: "deputyId", code: "deputy-oneself" }];
  const deputy = await tx.user.findUnique({ where: { id: after.deputyId } });
  if (!deputy?.active) return [{ field: "deputyId", code: "not-a-choice" }];
  const samePlace = user.deskId ? deputy.deskId === user.deskId : deputy.departmentId === user.departmentId;
  if (!samePlace || deputy.role !== user.role) return [{ field: "deputyId", code: "deputy-elsewhere" }];
  const away = await overlapping(tx, after.deputyId, after, null);
  return away > 0 ? [{ field: "deputyId", code: "deputy-away" }] : [];
}

async function checkOverlap({ tx, id, after }: Situation<Absence>): Promise<SetupProblem[]> {
  return (await overlapping(tx, after.userId, after, id)) > 0 ? [{ field: "startsAt", code: "overlap" }] : [];
}

function overlapping(
  tx: Situation<Absence>["tx"],
  userId: string,
  { startsAt, endsAt }: Absence,
  except: string | null,
) {
  const other = except ? { id: { not: except } } : {};
  return tx.absence.count({
    where: { userId, startsAt: { lt: new Date(endsAt) }, endsAt: { gt: new Date(startsAt) }, ...other },
  });
}

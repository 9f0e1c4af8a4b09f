import { SAMPLE_SHARE } from "@/lib/data/call-sample";
import { db } from "@/lib/data/db";
import type { StaffActor, StaffRole } from "@/lib/domain/complaint/actor";
import { DAY, dayNumber, HOUR, type Holidays, isWorking, startOfDay } from "./calendar";
import type { Random } from "./random";

/**
 * How somebody does their work. `lazy` never acts; `rejecting` and `transferring` get rid of what they can; `absent` is
 * away for more than a week and has a deputy.
 */
export type Habit = "diligent" | "slow" | "lazy" | "rejecting" | "transferring" | "absent";
export type Person = { actor: StaffActor & { id: string }; name: string; habit: Habit; away: Away | null };
type Away = { from: number; to: number; deputyId: string };

type Office = { deskId: string; departmentId: string; jurisdictionId: string; share: number };

/** The desks of the district (Lahore), and how many of 40 officers sit at each. */
export const OFFICES: readonly Office[] = [
  { deskId: "wasa-lahore", departmentId: "pb-wasa", jurisdictionId: "punjab", share: 13 },
  { deskId: "mcl-lahore", departmentId: "pb-lgcd", jurisdictionId: "punjab", share: 8 },
  { deskId: "police-lahore", departmentId: "pb-police", jurisdictionId: "punjab", share: 8 },
  { deskId: "fd-power-lesco-desk", departmentId: "fd-power-lesco", jurisdictionId: "federal", share: 5 },
  { deskId: "lda-lahore", departmentId: "pb-hudphe", jurisdictionId: "punjab", share: 3 },
  { deskId: "pha-lahore", departmentId: "pb-hudphe", jurisdictionId: "punjab", share: 3 },
];

/** What is complained about, how often, and where it goes by rule; null: a router decides. */
export const SERVICES = {
  "WAT-SEWR": 20,
  "WAT-NOWT": 9,
  "WAT-DIRT": 4,
  "WAT-MANH": 3,
  "WAT-LEAK": 5,
  "WAT-BILL": 6,
  "WAT-TANK": 2,
  "MUN-GARB": 10,
  "MUN-LITE": 7,
  "MUN-STRY": 2,
  "MUN-ENCR": 3,
  "MUN-FEES": 2,
  "MUN-PARK": 3,
  "LND-HOUS": 3,
  "POL-TRAF": 4,
  "POL-NFIR": 4,
  "POL-CRIM": 3,
  "POL-LAND": 2,
  "ENR-OUTG": 6,
  "ENR-EBIL": 4,
  "ENR-THFT": 1,
  "COR-BRIB": 1,
  "COR-MISC": 1,
} as const;

const HABITS = {
  diligent: 52,
  slow: 16,
  absent: 12,
  rejecting: 8,
  transferring: 7,
  lazy: 5,
} as const satisfies Record<Habit, number>;

export type Town = {
  people: readonly Person[];
  officers: readonly Person[];
  ofRole(role: StaffRole): readonly Person[];
  find(id: string): Person | undefined;
};

/** Who works in the district. */
export function populate(random: Random, options: { officers: number; days: number; from: number }): Town {
  const officers = OFFICES.flatMap((office, at) =>
    Array.from({ length: shareOf(at, options.officers) }, (_, number): Person => {
      const { share: _share, ...place } = office;
      const id = `officer-${office.deskId}-${number + 1}`;
      // The first of a desk works well, so that a small town has somebody at each.
      const habit = number === 0 ? "diligent" : random.weighted(HABITS);
      return { actor: { kind: "staff", id, role: "officer", level: null, ...place }, name: id, habit, away: null };
    }),
  );
  for (const officer of officers.filter(({ habit }) => habit === "absent")) officer.away = leave(officer);

  function leave({ actor }: Person): Away | null {
    const deputies = officers.filter((other) => other.actor.deskId === actor.deskId && other.habit === "diligent");
    if (deputies.length === 0) return null;
    const from = startOfDay(dayNumber(options.from) + 2 + random.int(Math.max(1, options.days / 2)));
    return { from, to: from + (8 + random.int(6)) * DAY, deputyId: random.pick(deputies).actor.id };
  }

  const people = [...officers, ...listOverseers()];
  const byId = new Map(people.map((person) => [person.actor.id, person]));
  return {
    people,
    officers,
    ofRole: (role) => people.filter(({ actor }) => actor.role === role),
    find: (id) => byId.get(id),
  };
}

/** At least one at each desk, two at the largest. */
function shareOf(at: number, officers: number): number {
  const whole = OFFICES.reduce((sum, { share }) => sum + share, 0);
  const shares = OFFICES.map(({ share }) => Math.max(1, Math.floor((share * officers) / whole)));
  const rest = officers - shares.reduce((sum, share) => sum + share, 0);
  return Math.max(1, (shares[at] ?? 1) + (at === 0 ? rest : 0));
}

type Place = Pick<StaffActor, "deskId" | "departmentId" | "jurisdictionId" | "level">;

function listOverseers(): Person[] {
  const staff = (id: string, role: StaffRole, place: Place): Person => ({
    actor: { kind: "staff", id, role, level: null, deskId: null, departmentId: null, jurisdictionId: null, ...place },
    name: id,
    habit: "diligent",
    away: null,
  });
  const at = (deskId: string, departmentId: string, jurisdictionId: string): Place => ({
    deskId,
    departmentId,
    jurisdictionId,
  });
  const departments = new Map(OFFICES.map(({ departmentId, jurisdictionId }) => [departmentId, jurisdictionId]));
  const ladder = [...departments].flatMap(([departmentId, jurisdictionId]) =>
    [1, 2, 3].map((level) =>
      staff(`supervisor-${level}-${departmentId}`, "supervisor", { departmentId, jurisdictionId, level }),
    ),
  );
  return [
    ...ladder,
    staff("supervisor-2-punjab", "supervisor", { jurisdictionId: "punjab", level: 2 }),
    staff("supervisor-2-federal", "supervisor", { jurisdictionId: "federal", level: 2 }),
    staff("supervisor-4-punjab", "supervisor", { jurisdictionId: "punjab", level: 4 }),
    staff("supervisor-4-all", "supervisor", { level: 4 }),
    staff("router-punjab-1", "router", at("router-punjab", "pb-portal", "punjab")),
    staff("router-punjab-2", "router", at("router-punjab", "pb-portal", "punjab")),
    staff("router-federal-1", "router", at("router-federal", "fd-portal", "federal")),
    staff("callback-1", "callback", at("callback-punjab", "pb-portal", "punjab")),
    staff("callback-2", "callback", at("callback-federal", "fd-portal", "federal")),
    staff("appeal-punjab-1", "appeal", at("appeal-punjab", "pb-appeal", "punjab")),
    staff("appeal-punjab-2", "appeal", at("appeal-punjab", "pb-appeal", "punjab")),
    staff("appeal-federal-1", "appeal", at("appeal-federal", "fd-appeal", "federal")),
    staff("independent-punjab-1", "independent", at("independent-punjab", "pb-independent", "punjab")),
    staff("independent-punjab-2", "independent", at("independent-punjab", "pb-independent", "punjab")),
    staff("independent-punjab-3", "independent", at("independent-punjab", "pb-independent", "punjab")),
    staff("independent-federal-1", "independent", at("independent-federal", "fd-independent", "federal")),
    staff("independent-federal-2", "independent", at("independent-federal", "fd-independent", "federal")),
    staff("independent-federal-3", "independent", at("independent-federal", "fd-independent", "federal")),
    staff("auditor-1", "auditor", {}),
    staff("admin-1", "admin", {}),
    staff("helpline-1", "helpline", at("helpline-punjab", "pb-portal", "punjab")),
  ];
}

/** Their accounts, and the leaves of absence; the demo's own accounts go. */
export async function settle(town: Town, now: number): Promise<void> {
  // Everybody who can be is drawn for the call-back desk, since the portal's own drawing is by true chance.
  await db.setting.create({ data: { key: SAMPLE_SHARE, value: "1" } });
  await db.user.deleteMany({ where: { demo: true } });
  await db.user.createMany({
    data: town.people.map(({ actor: { kind: _, level, deskId, departmentId, jurisdictionId, ...actor }, name }) => ({
      ...actor,
      level: level ?? null,
      deskId: deskId ?? null,
      departmentId: departmentId ?? null,
      jurisdictionId: jurisdictionId ?? null,
      email: `${name}@sim.example`,
      passwordHash: "nobody signs in",
      nameEn: name,
      nameUr: name,
      createdAt: new Date(now),
    })),
  });
  await db.absence.createMany({
    data: town.officers.flatMap(({ actor, away }) =>
      away
        ? {
            id: `absence-${actor.id}`,
            userId: actor.id,
            deputyId: away.deputyId,
            startsAt: new Date(away.from),
            endsAt: new Date(away.to),
            createdById: "admin-1",
            createdAt: new Date(now),
          }
        : [],
    ),
  });
}

/** When somebody sits down to work: on working days, at hours of their own. */
export function sittings(person: Person, random: Random, from: number, days: number, holidays: Holidays): number[] {
  const first = dayNumber(from);
  return Array.from({ length: days }, (_, i) => first + i).flatMap((day) => {
    if (!isWorking(day, holidays)) return [];
    const hours = person.habit === "slow" ? [11] : [9.3, 15];
    return hours.map((hour) => startOfDay(day) + (hour + random.between(0, 1.5)) * HOUR);
  });
}

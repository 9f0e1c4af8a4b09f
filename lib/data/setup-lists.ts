import { UNLISTED_ENDING } from "@/lib/domain/complaint/codes";
import type { SetupSection } from "@/lib/schemas/setup";
import { db } from "./db";
import type { Prisma } from "./generated/client";
import { listEmergencyLines } from "./setup-lines";

type Names = { nameEn: string; nameUr: string };
/** One line of a list: its names in both languages, what stands under them, and in codes how it stands. */
export type SetupRow = {
  id: string;
  names: Names;
  /** Places, posts, owners: in the page's language. */
  under: (Names | string)[];
  /** Codes with their words in messages (`setup.marks`), or a moment. */
  marks: string[];
  times?: { from: Date; to: Date };
};
export type SetupQuery = {
  text: string;
  /** By jurisdiction, where the section has one. */
  place: string;
  page: number;
  now: Date;
  /** A supervisor's own department, outside which nothing is listed. */
  departmentId: string | null;
};
export const PAGE = 50;

const NAMES = { nameEn: true, nameUr: true } as const;

/** A page of one kind of things and how many there are in all. Searched in both languages' names and in codes. */
export async function listSetup(
  section: SetupSection,
  query: SetupQuery,
): Promise<{ rows: SetupRow[]; total: number }> {
  return LISTS[section](query);
}

function named(text: string): { OR?: ({ nameEn: { contains: string } } | { nameUr: { contains: string } })[] } {
  return text ? { OR: [{ nameEn: { contains: text } }, { nameUr: { contains: text } }] } : {};
}

function paged({ page }: SetupQuery) {
  return { skip: page * PAGE, take: PAGE };
}

function closed(active: boolean): string[] {
  return active ? [] : ["inactive"];
}

const LISTS: Record<SetupSection, (query: SetupQuery) => Promise<{ rows: SetupRow[]; total: number }>> = {
  async departments(query) {
    const where = { ...named(query.text), ...(query.place && { jurisdictionId: query.place }) };
    const [rows, total] = await Promise.all([
      db.department.findMany({
        where,
        ...paged(query),
        orderBy: [{ nameEn: "asc" }, { id: "asc" }],
        select: { id: true, ...NAMES, active: true, jurisdiction: { select: NAMES } },
      }),
      db.department.count({ where }),
    ]);
    return {
      total,
      rows: rows.map(({ id, active, jurisdiction, ...names }) => ({
        id,
        names,
        under: [jurisdiction],
        marks: closed(active),
      })),
    };
  },
  async desks(query) {
    const where = { ...named(query.text), ...(query.place && { jurisdictionId: query.place }) };
    const [rows, total] = await Promise.all([
      db.desk.findMany({
        where,
        ...paged(query),
        orderBy: [{ nameEn: "asc" }, { id: "asc" }],
        select: {
          id: true,
          ...NAMES,
          kind: true,
          active: true,
          department: { select: NAMES },
          jurisdiction: { select: NAMES },
        },
      }),
      db.desk.count({ where }),
    ]);
    return {
      total,
      rows: rows.map(({ id, kind, active, department, jurisdiction, ...names }) => ({
        id,
        names,
        under: [...(department.nameEn === names.nameEn ? [] : [department]), jurisdiction],
        marks: [`kind-${kind}`, ...closed(active)],
      })),
    };
  },
  async officers(query) {
    const { text, place } = query;
    const where = {
      role: { not: "citizen" },
      ...(text && {
        OR: [
          { nameEn: { contains: text } },
          { nameUr: { contains: text } },
          { email: { contains: text.toLowerCase() } },
          { desk: { nameEn: { contains: text } } },
        ],
      }),
      ...(place && { jurisdictionId: place }),
    } satisfies Prisma.UserWhereInput;
    const [rows, total] = await Promise.all([
      db.user.findMany({
        where,
        ...paged(query),
        orderBy: [{ nameEn: "asc" }, { id: "asc" }],
        select: {
          id: true,
          ...NAMES,
          email: true,
          role: true,
          active: true,
          desk: { select: NAMES },
          department: { select: NAMES },
        },
      }),
      db.user.count({ where }),
    ]);
    return {
      total,
      rows: rows.map(({ id, email, role, active, desk, department, ...names }) => ({
        id,
        names,
        under: [email, ...[desk ?? department].filter((office) => office !== null)],
        marks: [`role-${role}`, ...closed(active)],
      })),
    };
  },
  async absences(query) {
    const { text, now, departmentId } = query;
    const where = {
      user: { ...named(text), ...(departmentId && { departmentId, role: "officer" }) },
    } satisfies Prisma.AbsenceWhereInput;
    const [rows, total] = await Promise.all([
      db.absence.findMany({
        where,
        ...paged(query),
        orderBy: [{ endsAt: "desc" }, { id: "asc" }],
        include: { user: { select: { ...NAMES, desk: { select: NAMES } } }, deputy: { select: NAMES } },
      }),
      db.absence.count({ where }),
    ]);
    return {
      total,
      rows: rows.map(({ id, user: { desk, ...names }, deputy, startsAt, endsAt }) => ({
        id,
        names,
        under: [desk, deputy].filter((row) => row !== null),
        marks: [deputy ? "has-deputy" : "no-deputy", standing(startsAt, endsAt, now)],
        times: { from: startsAt, to: endsAt },
      })),
    };
  },
  async services(query) {
    const { text } = query;
    const where = {
      code: { not: { endsWith: UNLISTED_ENDING } },
      ...(text && {
        OR: [
          { nameEn: { contains: text } },
          { nameUr: { contains: text } },
          { code: { contains: text.toUpperCase() } },
        ],
      }),
    } satisfies Prisma.ServiceWhereInput;
    const [rows, total] = await Promise.all([
      db.service.findMany({
        where,
        ...paged(query),
        orderBy: [{ category: { position: "asc" } }, { position: "asc" }],
        select: {
          code: true,
          ...NAMES,
          clockDays: true,
          urgent: true,
          sensitive: true,
          active: true,
          category: { select: NAMES },
        },
      }),
      db.service.count({ where }),
    ]);
    return {
      total,
      rows: rows.map(({ code, clockDays, urgent, sensitive, active, category, ...names }) => ({
        id: code,
        names,
        under: [category, code, `${clockDays}d`],
        marks: [...(urgent ? ["urgent"] : []), ...(sensitive ? ["sensitive"] : []), ...closed(active)],
      })),
    };
  },
  async numbers(query) {
    const text = query.text.toLowerCase();
    const found = (await listEmergencyLines(db)).filter(({ code, labelEn, labelUr, phone }) =>
      [code, labelEn.toLowerCase(), labelUr, phone].some((word) => word.includes(text)),
    );
    return {
      total: found.length,
      rows: found
        .slice(query.page * PAGE, (query.page + 1) * PAGE)
        .map(({ code, labelEn, labelUr, phone, unverified }) => ({
          id: code,
          names: { nameEn: labelEn, nameUr: labelUr },
          under: [phone],
          marks: unverified ? ["unverified"] : [],
        })),
    };
  },
  async districts(query) {
    const where = {
      id: { not: "zz-unlisted" },
      ...named(query.text),
      ...(query.place && { jurisdictionId: query.place }),
    } satisfies Prisma.DistrictWhereInput;
    const [rows, total] = await Promise.all([
      db.district.findMany({
        where,
        ...paged(query),
        orderBy: [{ nameEn: "asc" }, { id: "asc" }],
        select: {
          id: true,
          ...NAMES,
          active: true,
          unverified: true,
          jurisdictionId: true,
          division: { select: NAMES },
        },
      }),
      db.district.count({ where }),
    ]);
    const places = new Map(
      (await db.jurisdiction.findMany({ select: { id: true, ...NAMES } })).map((row) => [row.id, row]),
    );
    return {
      total,
      rows: rows.map(({ id, active, unverified, jurisdictionId, division, ...names }) => ({
        id,
        names,
        under: [division, places.get(jurisdictionId)].filter((row) => row !== null && row !== undefined),
        marks: [...(unverified ? ["unverified"] : []), ...closed(active)],
      })),
    };
  },
  async holidays(query) {
    const where = { ...named(query.text), ...(query.place && { jurisdictionId: query.place }) };
    const [rows, total] = await Promise.all([
      db.holiday.findMany({
        where,
        ...paged(query),
        orderBy: [{ date: "asc" }, { id: "asc" }],
        include: { jurisdiction: { select: NAMES } },
      }),
      db.holiday.count({ where }),
    ]);
    return {
      total,
      rows: rows.map(({ id, date, nameEn, nameUr, moonDependent, jurisdiction }) => ({
        id,
        names: { nameEn, nameUr },
        under: [`day:${date}`, ...(jurisdiction ? [jurisdiction] : [])],
        marks: [...(moonDependent ? ["moon"] : []), ...(jurisdiction ? [] : ["everywhere"])],
      })),
    };
  },
  async templates(query) {
    const where = { ...named(query.text) };
    const [rows, total] = await Promise.all([
      db.replyTemplate.findMany({
        where,
        ...paged(query),
        orderBy: [{ action: "asc" }, { position: "asc" }, { id: "asc" }],
      }),
      db.replyTemplate.count({ where }),
    ]);
    const ids = rows.flatMap(({ departmentId }) => departmentId ?? []);
    const offices = await db.department.findMany({ where: { id: { in: ids } }, select: { id: true, ...NAMES } });
    return {
      total,
      rows: rows.map(({ id, action, nameEn, nameUr, departmentId, serviceCode, active }) => ({
        id,
        names: { nameEn, nameUr },
        under: [...offices.filter((office) => office.id === departmentId), ...(serviceCode ? [serviceCode] : [])],
        marks: [`action-${action}`, ...closed(active)],
      })),
    };
  },
  async rules(query) {
    const { text, place } = query;
    const services = await db.service.findMany({
      where: text
        ? {
            OR: [
              { nameEn: { contains: text } },
              { nameUr: { contains: text } },
              { code: { contains: text.toUpperCase() } },
            ],
          }
        : {},
      select: { code: true, ...NAMES },
    });
    const nameOf = new Map(services.map(({ code, ...names }) => [code, names]));
    const where = {
      ...(text && { OR: [{ serviceCode: { in: [...nameOf.keys()] } }, { desk: { nameEn: { contains: text } } }] }),
      ...(place && { jurisdictionId: place }),
    } satisfies Prisma.RoutingRuleWhereInput;
    const [rows, total] = await Promise.all([
      db.routingRule.findMany({
        where,
        ...paged(query),
        orderBy: [{ serviceCode: "asc" }, { jurisdictionId: "asc" }, { districtId: "asc" }],
        include: { desk: { select: NAMES }, jurisdiction: { select: NAMES } },
      }),
      db.routingRule.count({ where }),
    ]);
    const ids = rows.flatMap(({ districtId }) => districtId ?? []);
    const districts = await db.district.findMany({ where: { id: { in: ids } }, select: { id: true, ...NAMES } });
    const missing = rows.map(({ serviceCode }) => serviceCode).filter((code) => !nameOf.has(code));
    for (const { code, ...names } of await db.service.findMany({ where: { code: { in: missing } } }))
      nameOf.set(code, names);
    return {
      total,
      rows: rows.map(({ id, serviceCode, districtId, certain, desk, jurisdiction }) => ({
        id,
        names: nameOf.get(serviceCode) ?? { nameEn: serviceCode, nameUr: serviceCode },
        under: [serviceCode, districts.find((row) => row.id === districtId) ?? jurisdiction, desk],
        marks: [certain ? "certain" : "proposal"],
      })),
    };
  },
  async notices(query) {
    const { text, now } = query;
    const where = text ? { OR: [{ textEn: { contains: text } }, { textUr: { contains: text } }] } : {};
    const [rows, total] = await Promise.all([
      db.notice.findMany({ where, ...paged(query), orderBy: [{ endsAt: "desc" }, { id: "asc" }] }),
      db.notice.count({ where }),
    ]);
    return {
      total,
      rows: rows.map(({ id, audience, textEn, textUr, startsAt, endsAt }) => ({
        id,
        names: { nameEn: short(textEn), nameUr: short(textUr) },
        under: [],
        marks: [`audience-${audience}`, standing(startsAt, endsAt, now)],
        times: { from: startsAt, to: endsAt },
      })),
    };
  },
};

function standing(from: Date, to: Date, now: Date): string {
  if (to <= now) return "over";
  return from <= now ? "now" : "to-come";
}

function short(text: string): string {
  const [...points] = text;
  return points.length > 90 ? `${points.slice(0, 89).join("")}…` : text;
}

/** How much there is of everything, for the overview. */
export async function countSetup(now: Date): Promise<Record<SetupSection, number>> {
  const [departments, desks, officers, absences, services, districts, holidays, templates, rules, notices, lines] =
    await Promise.all([
      db.department.count({ where: { active: true } }),
      db.desk.count({ where: { active: true } }),
      db.user.count({ where: { active: true, role: { not: "citizen" } } }),
      db.absence.count({ where: { endsAt: { gt: now } } }),
      db.service.count({ where: { active: true } }),
      db.district.count({ where: { active: true } }),
      db.holiday.count(),
      db.replyTemplate.count({ where: { active: true } }),
      db.routingRule.count(),
      db.notice.count({ where: { endsAt: { gt: now } } }),
      listEmergencyLines(db),
    ]);
  const numbers = lines.length;
  return { departments, desks, officers, absences, services, numbers, districts, holidays, templates, rules, notices };
}

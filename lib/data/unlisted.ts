import { type EvidenceDemand, UNLISTED_ENDING } from "@/lib/domain/complaint/codes";
import { FEDERAL } from "@/lib/domain/complaint/routing";
import type { Tx } from "./db";
import type { OpenService } from "./reference";

/**
 * What stands in the place of a code that the portal doesn't know, in what a door has acknowledged already (design §3, "What
 * the door accepted, the portal enters"). The rows are closed, so nothing offers or takes them; a router gives the complaint
 * its true service. The independent desk knows its own by the first three letters, which are therefore kept.
 */
const NO_CATEGORY = "ZZZ";
const DISTRICT = "zz-unlisted";
const NAMES = { nameEn: "Not in our list, to be sorted", nameUr: "ہماری فہرست میں نہیں، ابھی چھانٹنا ہے" };
/** The whole clock never grows when a router corrects the service, so it begins with the longest. */
const CLOCK_DAYS = 30;

/** A service that is closed, or the row that stands for an unknown one. */
export async function findClosedService(tx: Tx, sent: string): Promise<OpenService> {
  const select = { code: true, clockDays: true, urgent: true, sensitive: true, evidence: true } as const;
  const closed = await tx.service.findUnique({ where: { code: sent }, select });
  if (closed) return { ...closed, evidence: closed.evidence as EvidenceDemand };
  const category =
    (await tx.category.findUnique({ where: { code: sent.slice(0, 3) } })) ??
    (await tx.category.findFirstOrThrow({ orderBy: { position: "asc" } }));
  const code = `${category.code === sent.slice(0, 3) ? category.code : NO_CATEGORY}${UNLISTED_ENDING}`;
  const row = await tx.service.upsert({
    where: { code },
    update: {},
    create: {
      ...NAMES,
      code,
      categoryCode: category.code,
      owner: "",
      clockDays: CLOCK_DAYS,
      urgent: false,
      // What it is about nobody knows yet, so it is protected until a router does.
      sensitive: true,
      locationRequired: false,
      duplicateRadiusM: 0,
      photoHint: false,
      evidence: "none",
      emergency: [],
      keywords: { en: [], ur: [], roman: [] },
      position: 0,
      active: false,
    },
    select,
  });
  return { ...row, evidence: row.evidence as EvidenceDemand };
}

/** A district that is closed, or the row that stands for an unknown one, under the router whom its first letters name. */
export async function findClosedDistrict(tx: Tx, sent: string): Promise<{ id: string; jurisdictionId: string }> {
  const select = { id: true, jurisdictionId: true } as const;
  const closed = await tx.district.findUnique({ where: { id: sent }, select });
  if (closed) return closed;
  const create = { ...NAMES, id: DISTRICT, jurisdictionId: FEDERAL, active: false };
  await tx.district.upsert({ where: { id: DISTRICT }, update: {}, create, select });
  const named = await tx.jurisdiction.findUnique({ where: { code: sent.slice(0, 2).toUpperCase() } });
  return { id: DISTRICT, jurisdictionId: named?.id ?? FEDERAL };
}

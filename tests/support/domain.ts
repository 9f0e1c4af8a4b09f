/** Fixtures that speak the domain, for tests against the real database of `portal-folder.ts`. */
import { randomUUID } from "node:crypto";
import { db } from "@/lib/data/db";
import type { StaffActor, StaffRole } from "@/lib/domain/complaint/actor";
import { claimKeyHash } from "@/lib/domain/complaint/claim-key";
import { contentHash } from "@/lib/domain/complaint/content-hash";
import type { Action } from "@/lib/domain/complaint/workflow";
import type { Lodgement } from "@/lib/schemas/lodgement";
import { actOnComplaint, type Requester } from "@/lib/use-cases/act-on-complaint";
import type { EvidenceFile } from "@/lib/use-cases/keep-evidence";
import { lodgeComplaint } from "@/lib/use-cases/lodge-complaint";
import type { ActInput } from "@/lib/use-cases/resolve-references";
import { mintClaimKey, mintId } from "./mint";

/** A day with office hours, far from any holiday. */
export const MONDAY = new Date("2026-11-23T05:00:00Z");

/** A well-formed body: an overflowing sewer in Lahore, told in Urdu. */
function aLodgement(claimKey: string, changes: Partial<Lodgement> = {}): Lodgement {
  return {
    kind: "complaint",
    serviceCode: "WAT-SEWR",
    districtId: "pb-lahore",
    text: "گلی نمبر ۴ میں گٹر ابل رہا ہے، تین دن سے پانی کھڑا ہے",
    language: "ur",
    claimKeyHash: claimKeyHash(claimKey),
    savedAt: "2026-11-23T09:59:00+05:00",
    location: { landmark: "جامع مسجد کے سامنے" },
    contact: { name: "عائشہ بی بی", phone: "0300 1234567" },
    ...changes,
  };
}

/** A complaint that the portal has entered. */
export async function givenComplaint({ now = MONDAY, ...changes }: Partial<Lodgement> & { now?: Date } = {}) {
  const trackingId = mintId();
  const { claimKey } = mintClaimKey();
  const body = aLodgement(claimKey, changes);
  const lodged = await lodgeComplaint({ trackingId, body, contentHash: contentHash(body), channel: "api", now });
  if (!lodged.ok) throw new Error(`Not lodged: ${JSON.stringify(lodged.error)}`);
  return { ...lodged.value, claimKey, citizen: { kind: "citizen", claimKey } as const };
}

/** The demo's member of staff of that e-mail name (`officer` for officer@demo.pk), as the domain knows them. */
export async function staff(name: string): Promise<StaffActor> {
  const user = await db.user.findUniqueOrThrow({ where: { email: `${name}@demo.pk` } });
  const { id, level, deskId, departmentId, jurisdictionId } = user;
  return { kind: "staff", id, role: user.role as StaffRole, level, deskId, departmentId, jurisdictionId };
}

/** Does something to a complaint as it stands now, with a fresh actionId. */
export async function act(
  trackingId: string,
  actor: Requester,
  action: Action,
  input: ActInput = {},
  { now = MONDAY, evidence }: { now?: Date; evidence?: readonly EvidenceFile[] } = {},
) {
  const { version } = await db.complaint.findUniqueOrThrow({ where: { trackingId }, select: { version: true } });
  return actOnComplaint({ trackingId, action, actor, input, version, actionId: randomUUID(), now, evidence });
}

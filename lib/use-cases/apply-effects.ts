import { randomBytes, randomUUID } from "node:crypto";
import { toColumns, wakeOf } from "@/lib/data/case-facts";
import { type Content, toContactColumn, toContentRow, toErasedText } from "@/lib/data/complaint-content";
import type { Tx } from "@/lib/data/db";
import { appendEvent, erasePayload, recordStatusChange } from "@/lib/data/events";
import { INDEX_VERSION } from "@/lib/data/find-keys";
import { tellCitizen } from "@/lib/data/outbox";
import { findReference } from "@/lib/data/reference";
import { renewKeysOf } from "@/lib/data/renew-keys";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { route } from "@/lib/domain/complaint/routing";
import { openCase } from "@/lib/domain/complaint/submit";
import { formatTrackingId } from "@/lib/domain/complaint/tracking-id";
import type { Change } from "@/lib/domain/complaint/workflow";
import type { Contact } from "@/lib/schemas/lodgement";
import type { ActRequest } from "./act-on-complaint";
import { followMerged } from "./follow-merged";
import { sampleForCall } from "./sample-for-call";
import { tellHolder, tellRung, tellTop } from "./tell-office";

export type Occasion = {
  change: Change;
  /** Before the change. */
  facts: CaseFacts;
  eventId: string;
  request: ActRequest;
  content: Content | null;
  /** The citizen's. */
  language: string;
  now: Date;
};

/** The service of a sealed case: "officer pressured me". */
const PRESSED = "COR-PCMP";

/** What a change asks for beside its own row, in the same transaction (lib/domain/complaint/move-steps.ts, Effect). */
export async function applyEffects(tx: Tx, occasion: Occasion): Promise<void> {
  const { change, facts, request } = occasion;
  for (const effect of change.effects) await EFFECTS[effect](tx, occasion);
  if (change.action === "CHANGE_CONTACT") await changeContact(tx, facts, request.input.contact as Contact | undefined);
  if (change.action === "RESOLVE") await sampleForCall(tx, facts, occasion.content);
  if (change.action === "RECATEGORISE") await proposeAnew(tx, facts.id, change.patch.serviceCode ?? facts.serviceCode);
  await followMerged(tx, occasion);
}

const EFFECTS: Record<Change["effects"][number], (tx: Tx, occasion: Occasion) => Promise<void>> = {
  open_sealed_case: openSealedCase,
  tell_rung: tellRung,
  remind_office: tellHolder,
  tell_top: tellTop,
  async remind_citizen(tx, { facts, change, eventId, content, language, now }) {
    const entry = { complaintId: facts.id, eventId, template: "REMIND", language, at: now };
    // Who has confirmed what others share has answered; the others are reminded (follow-merged.ts).
    if (facts.vote === null) await tellCitizen(tx, content?.contact ?? null, entry);
    // A late one has moved the end of the window, which everybody sees.
    if (change.patch.windowEndsAt) await recordStatusChange(tx, facts.id, now);
  },
  async tell_old_contact(tx, { facts, eventId, content, language, now }) {
    const entry = { complaintId: facts.id, eventId, template: "OLD_CONTACT", language, at: now };
    await tellCitizen(tx, content?.contact ?? null, entry);
  },
  async open_vote(tx, { facts }) {
    await tx.complaint.updateMany({ where: { parentId: facts.id, vote: { not: null } }, data: { vote: null } });
  },
  async erase_payload(tx, { facts, request }) {
    const { sequence } = request.input;
    if (sequence === undefined) return;
    await erasePayload(tx, facts.id, sequence);
    // What SUBMIT says lies in the complaint's own content.
    if (sequence === 1) {
      await tx.complaintContent.update({
        where: { complaintId: facts.id },
        data: toErasedText(facts.id),
      });
      await renewKeysOf(tx, facts.id);
    }
  },
};

async function changeContact(tx: Tx, { id }: CaseFacts, contact: Contact | undefined): Promise<void> {
  if (!contact) return;
  await tx.complaintContent.update({ where: { complaintId: id }, data: toContactColumn(id, contact) });
  // Found by the new number from now on, and by the old one no more.
  await renewKeysOf(tx, id);
}

/** Another service, another desk: what the rules propose to the router now, or nothing. */
async function proposeAnew(tx: Tx, id: string, serviceCode: string): Promise<void> {
  const { districtId } = await tx.complaint.findUniqueOrThrow({ where: { id }, select: { districtId: true } });
  const reference = await findReference(tx);
  const district = reference.findDistrict(districtId);
  const routed = route({ service: { code: serviceCode, active: true }, district }, reference.listRules(serviceCode));
  await tx.complaint.update({ where: { id }, data: { proposedDeskId: routed.deskId }, select: { id: true } });
  // Places are kept per service.
  await renewKeysOf(tx, id);
}

/**
 * A citizen who says that they were pressed to withdraw: a sealed case of its own, with its own ID, at the independent desk.
 * Nothing of it is written to the withdrawn one (design §5, WITHDRAW).
 */
async function openSealedCase(tx: Tx, { facts, content, now }: Occasion): Promise<void> {
  const reference = await findReference(tx);
  const service = reference.findService(PRESSED);
  const first = await tx.complaint.findUniqueOrThrow({ where: { id: facts.id } });
  const desk = await tx.desk.findFirst({ where: { kind: "independent", jurisdictionId: facts.jurisdictionId } });
  if (!service) throw new Error(`The service ${PRESSED} is missing`);
  const id = randomUUID();
  const clock = reference.clockOf(facts.jurisdictionId);
  const route = { jurisdictionId: facts.jurisdictionId, departmentId: null, deskId: null, certain: false };
  const sealed = openCase(
    { id, kind: "complaint", service, sealed: true, namesSomebody: facts.againstUnbound, route, receivedAt: now },
    clock,
  );
  const trackingId = formatTrackingId(randomBytes(8));
  await tx.complaint.create({
    data: {
      ...toColumns(sealed),
      wakeAt: wakeOf(sealed, clock),
      indexed: INDEX_VERSION,
      id,
      trackingId,
      kind: "complaint",
      sealed: true,
      districtId: first.districtId,
      language: first.language,
      claimKeyHash: first.claimKeyHash,
      contentHash: first.contentHash,
      channel: "pressure",
      savedAt: now,
      receivedAt: now,
      updatedAt: now,
      proposedDeskId: desk?.id ?? null,
    },
  });
  // Whoever is named in the first case, be it at the independent desk itself, can't see this one either.
  await tx.accused.createMany({ data: facts.accusedIds.map((userId) => ({ complaintId: id, userId })) });
  const text = `${first.trackingId}\n\n${content?.text ?? ""}`;
  await tx.complaintContent.create({
    data: toContentRow(id, {
      text,
      contact: content?.contact ?? undefined,
      location: content?.location ?? undefined,
      against: content?.against ?? undefined,
    }),
  });
  await renewKeysOf(tx, id);
  await appendEvent(tx, {
    complaintId: id,
    action: "SUBMIT",
    role: "citizen",
    actorId: null,
    from: null,
    to: sealed.state,
    shown: "public",
    version: sealed.version,
    payload: { from: first.trackingId, channel: "pressure" },
    at: now,
  });
}

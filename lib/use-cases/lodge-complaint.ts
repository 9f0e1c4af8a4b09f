import { randomUUID } from "node:crypto";
import { toColumns } from "@/lib/data/case-facts";
import { toContentRow } from "@/lib/data/complaint-content";
import { isUniqueViolation, type Tx, transact } from "@/lib/data/db";
import { appendEvent } from "@/lib/data/events";
import { tellCitizen } from "@/lib/data/outbox";
import { findClockContext, findOpenDistrict, findOpenService, listRoutingRules } from "@/lib/data/reference";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { FEDERAL, OVERSEAS, type Route, route } from "@/lib/domain/complaint/routing";
import type { State } from "@/lib/domain/complaint/states";
import { openCase } from "@/lib/domain/complaint/submit";
import { applyChange, decide } from "@/lib/domain/complaint/workflow";
import { err, ok, type Result } from "@/lib/domain/result";
import type { FieldError } from "@/lib/schemas/field-errors";
import type { Lodgement } from "@/lib/schemas/lodgement";

export type LodgeRequest = {
  /** In its canonical form. */
  trackingId: string;
  body: Lodgement;
  /** Of the body as received (lib/domain/complaint/content-hash.ts). */
  contentHash: string;
  channel: "api" | "form";
  now: Date;
};
export type Lodged = {
  /** False where the same content was there already. */
  created: boolean;
  trackingId: string;
  contentHash: string;
  receivedAt: Date;
  state: State;
  dueAt: Date | null;
};
export type LodgeRefusal = { code: "other-content" } | { code: "fields"; errors: FieldError[] };

const STORED = { trackingId: true, contentHash: true, receivedAt: true, state: true, dueAt: true } as const;

/**
 * Enters a complaint under the ID that its owner has minted. Idempotent: the same content under the same ID again answers
 * with what is there; other content is refused. Where a rule is certain, the desk has it at once. Source: design §4, §5 SUBMIT.
 */
export async function lodgeComplaint(request: LodgeRequest): Promise<Result<Lodged, LodgeRefusal>> {
  try {
    return await transact((tx) => lodge(tx, request));
  } catch (error) {
    // Another process entered the same ID between our look and our write: now it is there to be compared with.
    if (isUniqueViolation(error)) return transact((tx) => lodge(tx, request));
    throw error;
  }
}

async function lodge(tx: Tx, request: LodgeRequest): Promise<Result<Lodged, LodgeRefusal>> {
  const { trackingId, contentHash, body, now } = request;
  const known = await tx.complaint.findUnique({ where: { trackingId }, select: STORED });
  if (known) {
    if (known.contentHash !== contentHash) return err({ code: "other-content" });
    return ok({ ...known, state: known.state as State, created: false });
  }
  const service = await findOpenService(tx, body.serviceCode);
  const district = await findOpenDistrict(tx, body.districtId);
  const errors: FieldError[] = [];
  if (!service) errors.push({ field: "serviceCode", code: "unknown-service" });
  if (!district) errors.push({ field: "districtId", code: "unknown-district" });
  if (!service || !district) return err({ code: "fields", errors });

  const namesSomebody = Boolean(body.against?.name ?? body.against?.post ?? body.against?.office);
  const jurisdictionId = district.id === OVERSEAS ? FEDERAL : district.jurisdictionId;
  const rules = await listRoutingRules(tx, service.code, jurisdictionId);
  const routed = route({ service: { ...service, active: true }, district, namesSomebody }, rules);
  const clock = await findClockContext(tx, routed.jurisdictionId);
  const facts = openCase(
    { id: randomUUID(), kind: body.kind, service, namesSomebody, route: routed, receivedAt: now },
    clock,
  );
  await enter(tx, facts, routed, request);
  const current = routed.certain ? await assignByRule(tx, facts, routed, clock, now) : facts;
  return ok({ created: true, trackingId, contentHash, receivedAt: now, state: current.state, dueAt: current.dueAt });
}

async function enter(tx: Tx, facts: CaseFacts, routed: Route, request: LodgeRequest): Promise<void> {
  const { trackingId, body, contentHash, channel, now } = request;
  const { id } = facts;
  await tx.complaint.create({
    data: {
      ...toColumns(facts),
      id,
      trackingId,
      contentHash,
      channel,
      kind: body.kind,
      sealed: facts.sealed,
      districtId: body.districtId,
      language: body.language,
      claimKeyHash: body.claimKeyHash,
      country: body.country ?? null,
      occurredOn: body.occurredOn ?? null,
      savedAt: new Date(body.savedAt),
      receivedAt: now,
      updatedAt: now,
      proposedDeskId: routed.certain ? null : routed.deskId,
    },
  });
  await tx.complaintContent.create({ data: toContentRow(id, body) });
  const files = (body.attachments ?? []).map((file, position) => ({ ...file, position, complaintId: id }));
  if (files.length > 0) await tx.attachment.createMany({ data: files });
  const event = await appendEvent(tx, {
    complaintId: id,
    action: "SUBMIT",
    role: "citizen",
    actorId: null,
    from: null,
    to: facts.state,
    shown: "public",
    version: facts.version,
    payload: { contentHash, channel, savedAt: body.savedAt },
    at: now,
  });
  await tellCitizen(tx, body.contact ?? null, {
    complaintId: id,
    eventId: event.id,
    template: "SUBMIT",
    language: body.language,
    at: now,
  });
}

/** What a certain rule does in the router's place, at once. */
async function assignByRule(
  tx: Tx,
  facts: CaseFacts,
  { deskId, departmentId, jurisdictionId }: Route,
  clock: Awaited<ReturnType<typeof findClockContext>>,
  now: Date,
): Promise<CaseFacts> {
  if (deskId === null || departmentId === null) return facts;
  const input = { desk: { id: deskId, departmentId, jurisdictionId } };
  const decision = decide(facts, "ASSIGN", { kind: "system" }, input, { now, clock });
  if (!decision.ok) return facts;
  const after = applyChange(facts, decision.value);
  const { from, to, shown, patch } = decision.value;
  await tx.complaint.update({ where: { id: facts.id }, data: { ...toColumns(patch), version: after.version } });
  await appendEvent(tx, {
    complaintId: facts.id,
    action: "ASSIGN",
    role: "system",
    actorId: null,
    from,
    to,
    shown,
    version: after.version,
    payload: { deskId },
    at: now,
  });
  return after;
}

import { randomUUID } from "node:crypto";
import { toColumns } from "@/lib/data/case-facts";
import { fromContentRow, toContentRow } from "@/lib/data/complaint-content";
import { isUniqueViolation, type Tx, transact } from "@/lib/data/db";
import { appendEvent, beginEvents } from "@/lib/data/events";
import { enterFindKeys, INDEX_VERSION } from "@/lib/data/find-keys";
import { tellCitizen } from "@/lib/data/outbox";
import { findReference } from "@/lib/data/reference";
import { findClosedDistrict, findClosedService } from "@/lib/data/unlisted";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { type Route, route } from "@/lib/domain/complaint/routing";
import type { State } from "@/lib/domain/complaint/states";
import { openCase } from "@/lib/domain/complaint/submit";
import { applyChange, type DecisionContext, decide } from "@/lib/domain/complaint/workflow";
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
  /** A door has acknowledged it, so it is entered whatever its codes mean by now (design §3, "Spool"). */
  accepted?: boolean;
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
  if (known?.contentHash === contentHash) return ok({ ...known, state: known.state as State, created: false });
  const reference = await findReference(tx);
  const open = { service: reference.findService(body.serviceCode), district: reference.findDistrict(body.districtId) };
  const errors: FieldError[] = [];
  if (!open.service) errors.push({ field: "serviceCode", code: "unknown-service" });
  if (!open.district) errors.push({ field: "districtId", code: "unknown-district" });
  if (errors.length > 0 && !request.accepted) return err({ code: "fields", errors });
  // Only now: or a body that can't be taken would ask, at no cost and with no trace, which IDs exist.
  if (known) return err({ code: "other-content" });
  const service = open.service ?? (await findClosedService(tx, body.serviceCode));
  const district = open.district ?? (await findClosedDistrict(tx, body.districtId));

  const namesSomebody = Boolean(body.against?.name ?? body.against?.post ?? body.against?.office);
  const rules = reference.listRules(service.code);
  const isListed = errors.length === 0;
  // Without a rule that fits, a router decides; so too where a rule would decide on half of what was said.
  const routed = route(
    { service: { ...service, active: open.service !== null }, district, namesSomebody: namesSomebody || !isListed },
    rules,
  );
  const clock = reference.clockOf(routed.jurisdictionId);
  const facts = openCase(
    { id: randomUUID(), kind: body.kind, service, namesSomebody, route: routed, receivedAt: now },
    clock,
  );
  const assigned = routed.certain ? assignByRule(facts, routed, { now, clock }) : null;
  const districtId = district.id;
  await enter(tx, { facts, assigned, districtId, proposedDeskId: routed.certain ? null : routed.deskId }, request);
  if (!isListed) await noteCodes(tx, facts, request);
  const { state, dueAt } = assigned?.after ?? facts;
  return ok({ created: true, trackingId, contentHash, receivedAt: now, state, dueAt });
}

/** What a certain rule does in the router's place, at once; null where the workflow doesn't let it. */
function assignByRule(facts: CaseFacts, { deskId, departmentId, jurisdictionId }: Route, context: DecisionContext) {
  if (deskId === null || departmentId === null) return null;
  const desk = { id: deskId, departmentId, jurisdictionId };
  const decision = decide(facts, "ASSIGN", { kind: "system" }, { desk }, context);
  return decision.ok ? { desk, change: decision.value, after: applyChange(facts, decision.value) } : null;
}

type Entry = {
  facts: CaseFacts;
  assigned: ReturnType<typeof assignByRule>;
  districtId: string;
  proposedDeskId: string | null;
};

/** Everything in as few statements as it takes: the whole country's lodgings pass one write lock. */
async function enter(tx: Tx, entry: Entry, request: LodgeRequest): Promise<void> {
  const { facts, assigned, districtId, proposedDeskId } = entry;
  const { trackingId, body, contentHash, channel, now } = request;
  const { id, sealed } = facts;
  const entered = assigned?.after ?? facts;
  await tx.complaint.create({
    data: {
      ...toColumns(entered),
      version: entered.version,
      id,
      trackingId,
      contentHash,
      channel,
      sealed,
      proposedDeskId,
      kind: body.kind,
      districtId,
      language: body.language,
      claimKeyHash: body.claimKeyHash,
      country: body.country ?? null,
      occurredOn: body.occurredOn ?? null,
      savedAt: new Date(body.savedAt),
      receivedAt: now,
      updatedAt: now,
      indexed: INDEX_VERSION,
    },
    select: { id: true },
  });
  const content = toContentRow(id, body);
  await tx.complaintContent.create({ data: content, select: { complaintId: true } });
  await enterFindKeys(tx, { id, serviceCode: entered.serviceCode, content: fromContentRow(content) });
  const files = (body.attachments ?? []).map((file, position) => ({ ...file, position, complaintId: id }));
  if (files.length > 0) await tx.attachment.createMany({ data: files });

  const submit = {
    action: "SUBMIT",
    role: "citizen",
    actorId: null,
    from: null,
    to: facts.state,
    version: facts.version,
    payload: { contentHash, channel, savedAt: body.savedAt },
    at: now,
  } as const;
  const eventId = await beginEvents(tx, id, assigned ? [submit, assignment(assigned, now)] : [submit], now);
  const { contact = null, language } = body;
  await tellCitizen(tx, contact, { complaintId: id, eventId, template: "SUBMIT", language, at: now });
}

/** For the router, who can't see in the row what was sent. */
async function noteCodes(tx: Tx, { id, state, version }: CaseFacts, { body, now }: LodgeRequest): Promise<void> {
  const { serviceCode, districtId } = body;
  const text = `Received while these codes were not in our lists any more. Please sort it by hand.\nیہ شکایت آئی تو یہ کوڈ ہماری فہرستوں میں نہیں تھے۔ براہِ کرم اسے خود چھانٹیں۔\n${serviceCode} · ${districtId}`;
  await appendEvent(tx, {
    complaintId: id,
    action: "NOTE",
    role: "system",
    actorId: null,
    from: state,
    to: state,
    shown: "internal",
    version,
    payload: { text, serviceCode, districtId },
    at: now,
  });
}

function assignment({ desk, change, after }: NonNullable<Entry["assigned"]>, at: Date) {
  const { from, to } = change;
  const payload = { deskId: desk.id };
  return { action: "ASSIGN", role: "system", actorId: null, from, to, version: after.version, payload, at } as const;
}

import { randomUUID } from "node:crypto";
import { findParentFacts, toColumns, wakeOf } from "@/lib/data/case-facts";
import { fromContentRow, toContentRow } from "@/lib/data/complaint-content";
import { isUniqueViolation, type Tx, transact } from "@/lib/data/db";
import { appendEvent, beginEvents } from "@/lib/data/events";
import { enterFindKeys, INDEX_VERSION } from "@/lib/data/find-keys";
import { findJoinable } from "@/lib/data/joinable";
import { tellCitizen } from "@/lib/data/outbox";
import { findReference } from "@/lib/data/reference";
import { findClosedDistrict, findClosedService } from "@/lib/data/unlisted";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { type Route, route } from "@/lib/domain/complaint/routing";
import type { State } from "@/lib/domain/complaint/states";
import { openCase } from "@/lib/domain/complaint/submit";
import { applyChange, type Change, type DecisionContext, decide } from "@/lib/domain/complaint/workflow";
import { err, ok, type Result } from "@/lib/domain/result";
import type { FieldError } from "@/lib/schemas/field-errors";
import type { Lodgement } from "@/lib/schemas/lodgement";

export type LodgeRequest = {
  /** In its canonical form. */
  trackingId: string;
  body: Lodgement;
  /** Of the body as received (lib/domain/complaint/content-hash.ts). */
  contentHash: string;
  channel: "api" | "form" | "helpline";
  /** Who of the helpline typed it for a caller; `keyMessageId`: the message that brings the caller the ID with the claim key. */
  lodgedBy?: { userId: string; keyMessageId: string };
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
  const wished = body.joins?.trim();
  const joined = wished ? await join(tx, assigned?.after ?? facts, wished, request, { now, clock }) : null;
  const proposedDeskId = routed.certain ? null : routed.deskId;
  await enter(tx, { facts, assigned, joined, districtId, proposedDeskId }, request);
  const entered = joined?.after ?? assigned?.after ?? facts;
  if (!isListed) await note(tx, entered, noteOfCodes(body), now);
  if (wished && !joined) await note(tx, entered, { text: NOT_JOINED }, now);
  const { state, dueAt } = entered;
  return ok({ created: true, trackingId, contentHash, receivedAt: now, state, dueAt });
}

/** What a certain rule does in the router's place, at once; null where the workflow doesn't let it. */
function assignByRule(facts: CaseFacts, { deskId, departmentId, jurisdictionId }: Route, context: DecisionContext) {
  if (deskId === null || departmentId === null) return null;
  const desk = { id: deskId, departmentId, jurisdictionId };
  const decision = decide(facts, "ASSIGN", { kind: "system" }, { desk }, context);
  return decision.ok ? { desk, change: decision.value, after: applyChange(facts, decision.value) } : null;
}

/**
 * Merged with the open one nearby that its citizen says is the same (docs/decisions/013); null where that can't be, which
 * never keeps a complaint out.
 */
async function join(
  tx: Tx,
  facts: CaseFacts,
  ref: string,
  { body }: LodgeRequest,
  context: DecisionContext,
): Promise<Joined | null> {
  const { serviceCode, districtId, location = null } = body;
  const trackingId = await findJoinable(tx, ref, { serviceCode, districtId, location });
  const parent = trackingId && (await findParentFacts(tx, trackingId));
  if (!parent) return null;
  const decision = decide(facts, "MERGE", { kind: "citizen", proof: "key" }, { parent }, context);
  return decision.ok ? { parent: trackingId, change: decision.value, after: applyChange(facts, decision.value) } : null;
}

type Joined = { parent: string; change: Change; after: CaseFacts };
type Entry = {
  facts: CaseFacts;
  assigned: ReturnType<typeof assignByRule>;
  joined: Joined | null;
  districtId: string;
  proposedDeskId: string | null;
};

/** Everything in as few statements as it takes: the whole country's lodgings pass one write lock. */
async function enter(tx: Tx, entry: Entry, request: LodgeRequest): Promise<void> {
  const { facts, assigned, joined, districtId, proposedDeskId } = entry;
  const { trackingId, body, contentHash, channel, lodgedBy, now } = request;
  const { id, sealed } = facts;
  const entered = joined?.after ?? assigned?.after ?? facts;
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
      // What was joined to another is counted with it.
      wakeAt: joined ? null : wakeOf(entered, (await findReference(tx)).clockOf(entered.jurisdictionId)),
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
    role: lodgedBy ? "helpline" : "citizen",
    actorId: lodgedBy?.userId ?? null,
    from: null,
    to: facts.state,
    version: facts.version,
    payload: { contentHash, channel, savedAt: body.savedAt },
    at: now,
  } as const;
  const more = [...(assigned ? [assignment(assigned, now)] : []), ...(joined ? [joining(joined, now)] : [])];
  const eventId = await beginEvents(tx, id, [submit, ...more], now);
  const { contact = null, language } = body;
  const told = lodgedBy ? { id: lodgedBy.keyMessageId, template: "CALLER_KEY" } : { template: "SUBMIT" };
  await tellCitizen(tx, contact, { ...told, complaintId: id, eventId, language, at: now });
}

/** For the router, who can't see in the row what was sent. */
function noteOfCodes({ serviceCode, districtId }: Lodgement) {
  const text = `Received while these codes were not in our lists any more. Please sort it by hand.\nیہ شکایت آئی تو یہ کوڈ ہماری فہرستوں میں نہیں تھے۔ براہِ کرم اسے خود چھانٹیں۔\n${serviceCode} · ${districtId}`;
  return { text, serviceCode, districtId };
}

const NOT_JOINED = `The citizen wished to join another complaint nearby. That could not be done, so this one stands alone. Please see whether it is the same.
شہری اسے قریب کی ایک اور شکایت میں شامل کرنا چاہتا تھا۔ ایسا نہ ہو سکا، اس لیے یہ الگ درج ہوئی۔ براہِ کرم دیکھ لیں کہ کیا یہ وہی مسئلہ ہے۔`;

/** What only the offices read. */
async function note(
  tx: Tx,
  { id, state, version }: CaseFacts,
  payload: { text: string; [member: string]: string },
  now: Date,
): Promise<void> {
  await appendEvent(tx, {
    complaintId: id,
    action: "NOTE",
    role: "system",
    actorId: null,
    from: state,
    to: state,
    shown: "internal",
    version,
    payload,
    at: now,
  });
}

function assignment({ desk, change, after }: NonNullable<Entry["assigned"]>, at: Date) {
  const { from, to } = change;
  const payload = { deskId: desk.id };
  return { action: "ASSIGN", role: "system", actorId: null, from, to, version: after.version, payload, at } as const;
}

function joining({ parent, change, after }: Joined, at: Date) {
  const { from, to } = change;
  const payload = { parent };
  return { action: "MERGE", role: "citizen", actorId: null, from, to, version: after.version, payload, at } as const;
}

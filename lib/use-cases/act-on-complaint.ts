import { findFacts, writePatch, writeQuietly } from "@/lib/data/case-facts";
import { fromContentRow } from "@/lib/data/complaint-content";
import { opens } from "@/lib/data/complaints";
import { isUniqueViolation, type Tx, transact } from "@/lib/data/db";
import { appendEvent } from "@/lib/data/events";
import { isCallerVerified } from "@/lib/data/look-ups";
import { writeMentions } from "@/lib/data/mentions";
import { tellCitizen } from "@/lib/data/outbox";
import { findClockContext } from "@/lib/data/reference";
import {
  type Actor,
  actorId,
  type Role,
  roleOf,
  type StaffActor,
  type SystemActor,
} from "@/lib/domain/complaint/actor";
import { canonicalJson, sha256Hex } from "@/lib/domain/complaint/canonical-json";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { hatsOf } from "@/lib/domain/complaint/reach";
import { BARS, type Bar, type Refusal } from "@/lib/domain/complaint/refusal";
import { canSee } from "@/lib/domain/complaint/sight";
import type { State } from "@/lib/domain/complaint/states";
import {
  type Action,
  allowedActions,
  applyChange,
  type Change,
  type DecisionContext,
  decide,
  type Row,
  WORKFLOW,
} from "@/lib/domain/complaint/workflow";
import { err, ok, type Result } from "@/lib/domain/result";
import { applyEffects } from "./apply-effects";
import { type EvidenceFile, keepEvidence, storeEvidence } from "./keep-evidence";
import { type ActInput, resolveReferences } from "./resolve-references";

/** A citizen is known by the claim key alone, which is compared here, where the data is. */
export type Requester = StaffActor | SystemActor | { kind: "citizen"; claimKey: string };

export type ActRequest = {
  trackingId: string;
  action: Action;
  actor: Requester;
  input: ActInput;
  /** The version that the author saw. */
  version: number;
  /** The sender's own UUID: the same one again gets the first answer. */
  actionId?: string;
  /** What an officer attaches as evidence, with this very action. */
  evidence?: readonly EvidenceFile[];
  now: Date;
};
export type Acted = { trackingId: string; actionId: string | null; state: State; version: number };
/** What others did since the version that the author saw. */
export type Happened = { at: Date; action: Action; role: Role; actorName: { en: string; ur: string } | null };
export type ActRefusal =
  | { code: "unknown" | "wrong-key" | "no-space" | "action-id-taken" }
  | { code: "stale"; version: number; state: State; changes: Happened[] }
  | { code: "not-allowed-now"; bar: Bar; state: State; version: number; allowed: Action[] }
  | { code: "refused"; refusal: Exclude<Refusal, { code: Bar }> }
  | { code: "file-not-taken"; index: number; reason: "type-not-taken" | "unreadable" | "too-large" };

/**
 * Does one thing to a complaint, for whoever asks: citizen, officer, system. Who may, when, and with what is the workflow
 * table's to say; change, event, feed number, outbox rows and receipt are one transaction. Source: design §5.
 */
export async function actOnComplaint(request: ActRequest): Promise<Result<Acted, ActRefusal>> {
  const stored = await storeEvidence(request.evidence ?? []);
  if (!stored.ok) return stored;
  let outcome: Result<Acted, ActRefusal>;
  try {
    outcome = await transact((tx) => act(tx, request, stored.value.files)).catch((error) => {
      // The same actionId came twice at once from two processes: the first one's answer is there by now.
      if (isUniqueViolation(error)) return transact((tx) => act(tx, request, stored.value.files));
      throw error;
    });
  } catch (error) {
    await stored.value.discard();
    throw error;
  }
  // Refused, answered before, or attached before: then these copies belong to nothing.
  await stored.value.discardUnused();
  return outcome;
}

/** The same inside a transaction that does more: what the system owes, done as it stands there. Brings no files. */
export function actWithin(tx: Tx, request: ActRequest): Promise<Result<Acted, ActRefusal>> {
  return act(tx, request, []);
}

async function act(
  tx: Tx,
  request: ActRequest,
  files: Parameters<typeof keepEvidence>[2],
): Promise<Result<Acted, ActRefusal>> {
  const { trackingId, action, version, now } = request;
  let facts = await findFacts(tx, trackingId, now);
  if (!facts) return err({ code: "unknown" });
  const complaint = await tx.complaint.findUniqueOrThrow({
    where: { id: facts.id },
    select: { claimKeyHash: true, language: true, content: true },
  });
  const actor = identify(request.actor, complaint.claimKeyHash);
  if (!actor) return err({ code: "wrong-key" });
  // Never the form's word for it: two facts that matched are a row of their own.
  const callerVerified = actor.kind === "staff" && (await isCallerVerified(tx, actor, facts.id, now));
  const sees = actor.kind !== "staff" || canSee(facts, actor, { callerVerified });
  if (actor.kind === "staff" && !sees && hatsOf(facts, actor).length === 0) return err({ code: "unknown" });

  const before = await findReceipt(tx, request, facts.id);
  if (before) return before;
  const row: Row = WORKFLOW[action];
  const isQuiet = row.quiet ?? false;
  const isInternal = row.shown === "internal" || isQuiet;
  // A note inside the office changes nothing that another could have overlooked.
  if (!isInternal && version !== facts.version) return err(await stale(tx, facts, version, sees));

  const content = complaint.content && fromContentRow(complaint.content);
  const clock = await findClockContext(tx, facts.jurisdictionId);
  const citizenName = content?.contact?.name ?? null;
  const context: DecisionContext = { now, clock, citizenName, callerVerified };
  const resolved = await resolveReferences(tx, request.input);
  if (!resolved.ok) return err({ code: "refused", refusal: { code: "invalid", field: resolved.error } });
  if (await areCitizens(tx, facts.id, files)) {
    return err({ code: "refused", refusal: { code: "invalid", field: "evidence" } });
  }
  if (files.length > 0)
    facts = { ...facts, evidencePresent: [...facts.evidencePresent, ...files.map(({ kind }) => kind)] };

  const decision = decide(facts, action, actor, resolved.value, context);
  if (!decision.ok) return err(refuse(decision.error, facts, actor, context));
  const change = decision.value;
  if (isQuiet && !(await writeQuietly(tx, facts, change.patch))) return err(await stale(tx, facts, version, sees));
  if (!isInternal && !(await writePatch(tx, facts, change.patch, now)))
    return err(await stale(tx, facts, version, sees));

  const after = isInternal && !isQuiet ? facts : applyChange(facts, change);
  const forCitizen = actor.kind === "staff" && actor.role === "helpline";
  await keepEvidence(tx, facts.id, files, { uploadedById: actorId(actor), forCitizen, now });
  const event = await appendEvent(tx, {
    complaintId: facts.id,
    action,
    role: roleOf(actor),
    actorId: actorId(actor),
    from: change.from,
    to: change.to,
    shown: change.shown,
    version: after.version,
    at: now,
    payload: {
      ...payloadOf(request.input, change),
      ...(files.length > 0 && { evidence: files.map(({ sha256 }) => sha256) }),
    },
  });
  if (action === "NOTE" && actor.kind === "staff") {
    await writeMentions(tx, { facts, eventId: event.id, text: request.input.text ?? "", authorId: actor.id, at: now });
  }
  const { language } = complaint;
  await applyEffects(tx, { change, facts, eventId: event.id, request, content, language, now });
  if (!isInternal && actor.kind !== "citizen") {
    await tellCitizen(tx, content?.contact ?? null, {
      complaintId: facts.id,
      eventId: event.id,
      template: action,
      language,
      at: now,
    });
  }
  const answer: Acted = { trackingId, actionId: request.actionId ?? null, state: after.state, version: after.version };
  if (request.actionId) {
    await tx.actionReceipt.create({
      data: {
        actionId: request.actionId,
        complaintId: facts.id,
        action,
        contentHash: hashOf(request),
        answer,
        at: now,
      },
    });
  }
  return ok(answer);
}

/** The citizen's own photo, sent back, is no proof of what the office did. */
async function areCitizens(tx: Tx, complaintId: string, files: readonly { sha256: string }[]): Promise<boolean> {
  if (files.length === 0) return false;
  const hashes = files.map(({ sha256 }) => sha256);
  const same = await tx.attachment.count({
    where: { complaintId, sha256: { in: hashes }, role: { not: "evidence" } },
  });
  return same > 0;
}

function identify(requester: Requester, keptHash: string): Actor | null {
  if (requester.kind !== "citizen") return requester;
  return opens(requester.claimKey, keptHash) ? { kind: "citizen", proof: "key" } : null;
}

/** The first answer to this actionId, where there is one. Another action or content under it is refused. */
async function findReceipt(
  tx: Tx,
  request: ActRequest,
  complaintId: string,
): Promise<Result<Acted, ActRefusal> | null> {
  if (!request.actionId) return null;
  const receipt = await tx.actionReceipt.findUnique({ where: { actionId: request.actionId } });
  if (!receipt) return null;
  const same =
    receipt.complaintId === complaintId && receipt.action === request.action && receipt.contentHash === hashOf(request);
  return same ? ok(receipt.answer as Acted) : err({ code: "action-id-taken" });
}

/** Without "pressured", which two guesses would find in a hash. */
function hashOf({ input: { pressured: _, ...input }, version }: ActRequest): string {
  return sha256Hex(canonicalJson(JSON.parse(JSON.stringify({ input, version }))));
}

/** What of the input the event keeps. Nothing of "pressured": whoever pressed may be reading (design §5, WITHDRAW). */
function payloadOf(
  { pressured: _, contact: __, ...input }: ActInput,
  { patch, action }: Change,
): Record<string, unknown> {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const { level, reminders } = patch;
  return { ...given, ...(level !== undefined && { level }), ...(action === "REMIND" && { reminders }) };
}

function refuse(refusal: Refusal, facts: CaseFacts, actor: Actor, context: DecisionContext): ActRefusal {
  if (!isBar(refusal)) return { code: "refused", refusal };
  const { state, version } = facts;
  return { code: "not-allowed-now", bar: refusal.code, state, version, allowed: allowedActions(facts, actor, context) };
}

function isBar(refusal: Refusal): refusal is { code: Bar } {
  return (BARS as readonly string[]).includes(refusal.code);
}

/** Who did what meanwhile is told to those who may open the case: an administrator's hat alone shows no officer's name. */
async function stale(tx: Tx, { id, version, state }: CaseFacts, seen: number, sees: boolean): Promise<ActRefusal> {
  if (!sees) return { code: "stale", version, state, changes: [] };
  const events = await tx.event.findMany({
    where: { complaintId: id, version: { gt: seen }, shown: { not: "internal" } },
    orderBy: { sequence: "asc" },
    select: { at: true, action: true, role: true, actorId: true },
  });
  const ids = events.flatMap(({ actorId }) => actorId ?? []);
  const users = await tx.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, nameEn: true, nameUr: true },
  });
  const nameOf = (id: string | null) => {
    const user = users.find((candidate) => candidate.id === id);
    return user ? { en: user.nameEn, ur: user.nameUr } : null;
  };
  const changes = events.map(({ at, action, role, actorId }) => ({
    at,
    action: action as Action,
    role: role as Role,
    actorName: nameOf(actorId),
  }));
  return { code: "stale", version, state, changes };
}

import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { contentHash } from "@/lib/domain/complaint/content-hash";
import type { KeptStatus } from "@/lib/domain/complaint/public-status";
import { err, ok, type Result } from "@/lib/domain/result";
import { logSurprise } from "@/lib/http/log-surprise";
import { type FieldError, fieldErrors } from "@/lib/schemas/field-errors";
import { type JsonRefusal, parseJsonBody } from "@/lib/schemas/json-body";
import { type Lodgement, LodgementSchema } from "@/lib/schemas/lodgement";
import { isFull, type PendingRecord, type Spool } from "./spool";
import { NOT_FROM_FEED, type StatusStore } from "./status-store";
import type { WaitingComplaint } from "./waiting";

/** The body of the 202 (design §4). */
export type Taken = {
  ok: true;
  trackingId: string;
  contentHash: string;
  receivedAt: string;
  state: "RECEIVED";
  receipt: null;
};
/** `unavailable`: another worker is busy with the same ID or with the file, so come again. `no-space`: nothing was kept. */
type KeepingRefusal = { code: "no-space" | "unavailable" };
export type TakingRefusal =
  | KeepingRefusal
  | { code: JsonRefusal | "other-content" }
  | { code: "fields"; errors: FieldError[] };
export type FileRefusal = KeepingRefusal | { code: "unknown-complaint" | "wrong-key" | "unlisted" | "file-too-large" };
export type TakenFile = { ok: true; trackingId: string; sha256: string; bytes: number; receivedAt: string };
export type Taking = ReturnType<typeof openTaking>;

/**
 * Takes lodgings in the app's place: what passes size, JSON, ID and the shared schema is on disk before it is acknowledged,
 * and has a `RECEIVED` row in the status store. All workers of a folder may do so at once. Design §3, "Spool".
 */
export function openTaking(spool: Spool, store: StatusStore) {
  const { waiting } = store;

  return {
    /**
     * A lodging as it came. The same again gets the first one's answer, and another content under its ID is refused, also
     * where two come at the same moment to two workers.
     */
    async complaint(trackingId: string, bytes: Buffer, now: Date): Promise<Result<Taken, TakingRefusal>> {
      const json = parseJsonBody(bytes);
      if (!json.ok) return err({ code: json.error });
      const parsed = LodgementSchema.safeParse(json.value);
      if (!parsed.success) return err({ code: "fields", errors: fieldErrors(parsed.error) });
      const owner = store.find(trackingId)?.claimKeyHash ?? waiting.findEntered(trackingId);
      // Its owner may send it again, where it is the same; anybody else may not.
      if (owner !== null && owner !== parsed.data.claimKeyHash) return err({ code: "other-content" });

      const token = randomUUID();
      const hash = contentHash(json.value as Record<string, unknown>);
      if (store.hasOtherContent(trackingId, hash)) return err({ code: "other-content" });
      const mine = toWaiting(parsed.data, hash, now.toISOString());
      return guarded(async () => {
        const kept = waiting.reserve(trackingId, mine, token);
        // Of two that are begun with under one ID, the first to be on disk wins; until then nobody is told anything.
        if (kept.contentHash !== hash) return err({ code: kept.durable ? "other-content" : "unavailable" });
        if (kept.durable) return ok(taken(trackingId, kept));
        const row = { ...mine, receivedAt: kept.receivedAt };
        const { receivedAt, claimKeyHash } = row;
        try {
          await spool.append({ head: { kind: "complaint", trackingId, receivedAt, hash, claimKeyHash }, body: bytes });
        } catch (error) {
          waiting.release(trackingId, token);
          throw error;
        }
        const settled = store.take(trackingId, row, receivedStatus(parsed.data.kind, receivedAt), token);
        return settled ? ok(taken(trackingId, row)) : err({ code: "unavailable" });
      });
    },

    /** One of its files, from whoever holds its claim key; `bytes` are of that hash. */
    async file(
      { trackingId, sha256, claimKeyHash }: { trackingId: string; sha256: string; claimKeyHash: string },
      bytes: Buffer,
      now: Date,
    ): Promise<Result<TakenFile, FileRefusal>> {
      const refusal = judgeFile(trackingId, { sha256, bytes: bytes.length }, claimKeyHash);
      if (refusal) return err({ code: refusal });
      const token = randomUUID();
      const file = { sha256, bytes: bytes.length };
      return guarded(async () => {
        const kept = waiting.reserveFile(trackingId, file, now.toISOString(), token);
        if (kept === "full") return err({ code: "file-too-large" });
        const receivedAt = kept.received_at;
        if (!kept.durable) {
          try {
            await spool.append({
              head: { kind: "file", trackingId, receivedAt, hash: sha256, claimKeyHash },
              body: bytes,
            });
          } catch (error) {
            waiting.releaseFile(trackingId, sha256, token);
            throw error;
          }
          waiting.settleFile(trackingId, file, receivedAt, token);
        }
        return ok({ ok: true, trackingId, ...file, receivedAt });
      });
    },

    /**
     * Whether this ID is the door's to answer for: it waits here, or was refused here, and only the spool keeps the order
     * and the owner. Its PUTs must not go to the app, whatever the app's health.
     */
    holds(trackingId: string): boolean {
      return waiting.find(trackingId) !== null || store.find(trackingId)?.seq === NOT_FROM_FEED;
    },
    /** The app has just taken a lodging that was passed on to it: so its files are known here before the feed tells. */
    entered(trackingId: string, claimKeyHash: string): void {
      try {
        if (store.find(trackingId) === null) waiting.noteEntered(trackingId, claimKeyHash);
      } catch (error) {
        // A full disk or a busy file must not keep the app's good answer from the citizen; the feed tells soon.
        logSurprise("the note of what the app has entered", error);
      }
    },

    /** Complaints and files that are not in the app yet. */
    count: () => waiting.count(),
    heal: (pending: Iterable<PendingRecord>, now: Date): Promise<void> => heal(store, pending, now),
    /** Whether a row was begun with and left, by a worker that is no more. */
    needsHealing: (now: Date): boolean => waiting.isLeft(now.getTime() - UNDER_WAY_MS),
  };

  function judgeFile(
    trackingId: string,
    { sha256, bytes }: { sha256: string; bytes: number },
    claimKeyHash: string,
  ): FileRefusal["code"] | null {
    const before = waiting.find(trackingId);
    const known = store.find(trackingId);
    const keptHash = before?.claimKeyHash ?? known?.claimKeyHash ?? waiting.findEntered(trackingId);
    if (!keptHash) return "unknown-complaint";
    if (keptHash !== claimKeyHash) return "wrong-key";
    // What an entered complaint lists only the app knows; it judges at replay.
    if (!before) return known?.status.state === "REFUSED" ? "unknown-complaint" : null;
    const listed = before.files.find((file) => file.sha256 === sha256);
    if (!listed) return "unlisted";
    return bytes > listed.bytes ? "file-too-large" : null;
  }
}

/** Rows are forgotten when nothing in the spool speaks for them, but never those of an append that is under way. */
const UNDER_WAY_MS = 60_000;
const AT_ONCE = 50;

/**
 * Makes the rows of what waits anew from the records themselves: after a crash between the two, or where the store's file
 * was lost. Of two contents under one ID, which only a lost file makes possible, the first stands. For the leading door,
 * before it replays and now and then.
 */
async function heal(store: StatusStore, pending: Iterable<PendingRecord>, now: Date): Promise<void> {
  const { waiting } = store;
  let count = 0;
  for (const { head, body, bytes } of pending) {
    count += 1;
    if (count % AT_ONCE === 0) await setImmediate(); // requests are served meanwhile
    const { trackingId, hash, receivedAt } = head;
    if (head.kind === "file") {
      waiting.settleFile(trackingId, { sha256: hash, bytes }, receivedAt, "");
      continue;
    }
    const json = body && parseJsonBody(body);
    const lodgement = json?.ok ? LodgementSchema.safeParse(json.value) : null;
    if (!lodgement?.success) continue;
    const row = toWaiting(lodgement.data, hash, receivedAt);
    store.take(trackingId, row, receivedStatus(lodgement.data.kind, receivedAt), "");
  }
  waiting.sweep(now.getTime() - UNDER_WAY_MS);
}

function toWaiting(body: Lodgement, hash: string, receivedAt: string): WaitingComplaint {
  const files = (body.attachments ?? []).map(({ sha256, bytes }) => ({ sha256, bytes }));
  return { contentHash: hash, receivedAt, claimKeyHash: body.claimKeyHash, files };
}

/** A full disk and a busy file are answers; all else is a fault of ours. */
async function guarded<T, E>(
  work: () => Promise<Result<T, E | KeepingRefusal>>,
): Promise<Result<T, E | KeepingRefusal>> {
  try {
    return await work();
  } catch (error) {
    if (isFull(error)) return err({ code: "no-space" });
    if ((error as { code?: string }).code?.startsWith("SQLITE_BUSY")) return err({ code: "unavailable" });
    throw error;
  }
}

function taken(trackingId: string, { contentHash, receivedAt }: WaitingComplaint): Taken {
  return { ok: true, trackingId, contentHash, receivedAt, state: "RECEIVED", receipt: null };
}

/**
 * What the public may see of a lodging that the app hasn't seen. Whether its service is a sensitive one only the reference
 * data says, which the door doesn't have: so it is protected until the feed tells more.
 */
function receivedStatus(kind: Lodgement["kind"], receivedAt: string): KeptStatus {
  return {
    state: "RECEIVED",
    open: true,
    kind,
    sensitive: true,
    serviceCode: null,
    service: null,
    department: null,
    district: null,
    lodgedAt: receivedAt,
    dueAt: null,
    windowEndsAt: null,
    updatedAt: receivedAt,
    level: 0,
    handovers: null,
    timeline: [{ at: receivedAt, action: "SUBMIT" }],
  };
}

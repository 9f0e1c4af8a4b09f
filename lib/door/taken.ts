import { contentHash } from "@/lib/domain/complaint/content-hash";
import type { KeptStatus } from "@/lib/domain/complaint/public-status";
import { err, ok, type Result } from "@/lib/domain/result";
import { type FieldError, fieldErrors } from "@/lib/schemas/field-errors";
import { type JsonRefusal, parseJsonBody } from "@/lib/schemas/json-body";
import { type Lodgement, LodgementSchema } from "@/lib/schemas/lodgement";
import type { Spool } from "./spool";
import type { StatusStore } from "./status-store";

/** The body of the 202 (design §4). */
export type Taken = {
  ok: true;
  trackingId: string;
  contentHash: string;
  receivedAt: string;
  state: "RECEIVED";
  receipt: null;
};
export type TakingRefusal = { code: JsonRefusal | "other-content" } | { code: "fields"; errors: FieldError[] };
export type FileRefusal = { code: "unknown-complaint" | "wrong-key" | "unlisted" };
type Waiting = { contentHash: string; receivedAt: string; files: ReadonlySet<string>; claimKeyHash: string };
export type Taking = ReturnType<typeof openTaking>;

/**
 * Takes lodgings in the app's place: what passes size, JSON, ID and the shared schema is on disk before it is acknowledged,
 * and has a `RECEIVED` row in the status store. Design §3, "Spool".
 */
export function openTaking(spool: Spool, store: StatusStore) {
  /** What waits in the spool, by ID, so that the same lodging again is known and another under its ID refused. */
  const waiting = new Map<string, Waiting>();
  for (const { head, body } of spool.pending()) {
    if (head.kind !== "complaint") continue;
    const lodgement = LodgementSchema.parse(JSON.parse(body.toString("utf8")));
    remember(head.trackingId, lodgement, head.hash, head.receivedAt);
  }

  function remember(trackingId: string, body: Lodgement, hash: string, receivedAt: string): void {
    const files = new Set((body.attachments ?? []).map(({ sha256 }) => sha256));
    waiting.set(trackingId, { contentHash: hash, receivedAt, files, claimKeyHash: body.claimKeyHash });
    store.receive(trackingId, receivedStatus(body, receivedAt), body.claimKeyHash);
  }

  return {
    /** A lodging as it came. Throws where the disk is full, with nothing half-written. */
    complaint(trackingId: string, bytes: Buffer, now: Date): Result<Taken, TakingRefusal> {
      const json = parseJsonBody(bytes);
      if (!json.ok) return err({ code: json.error });
      const parsed = LodgementSchema.safeParse(json.value);
      if (!parsed.success) return err({ code: "fields", errors: fieldErrors(parsed.error) });
      const hash = contentHash(json.value as Record<string, unknown>);
      const before = waiting.get(trackingId);
      if (before) return before.contentHash === hash ? ok(taken(trackingId, before)) : err({ code: "other-content" });
      const known = store.find(trackingId);
      // Its owner may send it again, and the app then says whether it is the same; anybody else may not.
      if (known && known.claimKeyHash !== parsed.data.claimKeyHash) return err({ code: "other-content" });

      const receivedAt = now.toISOString();
      const { claimKeyHash } = parsed.data;
      spool.append({ head: { kind: "complaint", trackingId, receivedAt, hash, claimKeyHash }, body: bytes });
      remember(trackingId, parsed.data, hash, receivedAt);
      return ok(taken(trackingId, { contentHash: hash, receivedAt }));
    },

    /** One of its files, from whoever holds its claim key. */
    file(
      { trackingId, sha256, claimKeyHash }: { trackingId: string; sha256: string; claimKeyHash: string },
      bytes: Buffer,
      now: Date,
    ): Result<{ ok: true; trackingId: string; sha256: string; bytes: number; receivedAt: string }, FileRefusal> {
      const before = waiting.get(trackingId);
      const keptHash = before?.claimKeyHash ?? store.find(trackingId)?.claimKeyHash;
      if (!keptHash) return err({ code: "unknown-complaint" });
      if (keptHash !== claimKeyHash) return err({ code: "wrong-key" });
      // What an entered complaint lists only the app knows; it judges at replay.
      if (before && !before.files.has(sha256)) return err({ code: "unlisted" });
      const receivedAt = now.toISOString();
      spool.append({ head: { kind: "file", trackingId, receivedAt, hash: sha256, claimKeyHash }, body: bytes });
      return ok({ ok: true, trackingId, sha256, bytes: bytes.length, receivedAt });
    },

    /** The app has it, or has refused it: from now on the feed speaks of it. */
    forget(trackingId: string): void {
      waiting.delete(trackingId);
    },
    count: () => waiting.size,
  };
}

function taken(trackingId: string, { contentHash, receivedAt }: Pick<Waiting, "contentHash" | "receivedAt">): Taken {
  return { ok: true, trackingId, contentHash, receivedAt, state: "RECEIVED", receipt: null };
}

/**
 * What the public may see of a lodging that the app hasn't seen. Whether its service is a sensitive one only the reference
 * data says, which the door doesn't have: so it is protected until the feed tells more.
 */
function receivedStatus({ kind }: Lodgement, receivedAt: string): KeptStatus {
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

import type { AppClient } from "./app-client";
import type { Refused } from "./refused";
import type { SpoolRecord } from "./spool";
import type { StatusStore } from "./status-store";
import { judge, type Outcome, type Verdict } from "./verdict";

export type DeliveryParts = { client: Pick<AppClient, "ask">; store: StatusStore; refused: Refused };

/** One record to the app, and what came of it. Never throws: what doesn't answer is tried again. */
export async function attempt({ client, store }: DeliveryParts, record: SpoolRecord): Promise<Outcome> {
  const { head } = record;
  if (head.kind === "file" && isRefused(store, head.trackingId)) {
    return { is: "refused", verdict: { status: 409, code: "complaint-refused", fields: [] } };
  }
  try {
    return judge(await put(client, record), head, new Date());
  } catch {
    return { is: "again", verdict: { status: 504, code: "unexpected", fields: [] }, pauseMs: null };
  }
}

function put(client: Pick<AppClient, "ask">, { head, body }: SpoolRecord) {
  const path = `/api/v1/complaints/${head.trackingId}`;
  const received = { "x-jawab-received-at": head.receivedAt };
  if (head.kind === "complaint") {
    return client.ask("PUT", path, { headers: { ...received, "content-type": "application/json" }, body });
  }
  return client.ask("PUT", `${path}/attachments/${head.hash}`, {
    headers: { ...received, "x-jawab-claim-key-hash": head.claimKeyHash, "content-type": "application/octet-stream" },
    body,
  });
}

/** Notes what has become of a record. May run twice for one, after a crash. */
export function settle(
  { store, refused }: DeliveryParts,
  record: SpoolRecord,
  outcome: Exclude<Outcome, { is: "again" }>,
): void {
  const { kind, trackingId, hash } = record.head;
  if (outcome.is === "refused") refused.keep(record, outcome.verdict, new Date());
  if (kind === "file") {
    store.waiting.removeFile(trackingId, hash);
    return;
  }
  if (outcome.is === "refused") markRefused(store, record, outcome.verdict);
  else refused.markDone(trackingId);
  store.waiting.remove(trackingId, hash);
}

/** The citizen's status says what is wrong, and the same ID may be sent again by the same owner. */
function markRefused(store: StatusStore, { head }: SpoolRecord, { code, fields }: Verdict): void {
  const { trackingId, hash } = head;
  const known = store.find(trackingId);
  const waiting = store.waiting.find(trackingId);
  if (known?.status.state !== "RECEIVED" || (waiting && waiting.contentHash !== hash)) return;
  const { trackingId: _, ...status } = known.status;
  const updatedAt = new Date().toISOString();
  store.receive(
    trackingId,
    { ...status, state: "REFUSED", open: false, updatedAt, refusal: { code, fields } },
    known.claimKeyHash,
  );
}

function isRefused(store: StatusStore, trackingId: string): boolean {
  return store.find(trackingId)?.status.state === "REFUSED" && store.waiting.find(trackingId) === null;
}

/** A file that is read before its complaint, which still waits: no trying again helps before that one is in. */
export function awaitsItsComplaint({ store }: DeliveryParts, { head }: SpoolRecord, { status }: Verdict): boolean {
  return head.kind === "file" && status === 404 && store.waiting.find(head.trackingId) !== null;
}

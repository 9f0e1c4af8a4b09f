import { alone } from "./alone";
import { isPortalWhole, lookUp } from "./api";
import type { LocalComplaint } from "./database";
import { updateMyComplaint } from "./my-complaints";
import { queueAgain } from "./outbox";
import { findPause, pauseUntil } from "./pause";

/** Each complaint is asked for at most so often. */
const EVERY_MS = 60_000;
/** A file that was taken by a 202 and hasn't come out of the spool after so long is sent once more; that is idempotent. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Asks the portal how `complaints` stand, one after the other, each at most once a minute. What a 202 took counts as
 * delivered only now (design §4). Stops where nobody answers.
 */
export async function refreshStatuses(complaints: readonly LocalComplaint[]): Promise<void> {
  await alone("statuses", async () => {
    if (await findPause("looking")) return;
    for (const complaint of complaints) {
      const { delivery, checkedAt } = complaint;
      if (delivery !== "spooled" && delivery !== "delivered" && !isRefusedByStatus(complaint)) continue;
      if (checkedAt > Date.now() - EVERY_MS && checkedAt <= Date.now()) continue;
      if (!(await refreshStatus(complaint))) return;
    }
  });
}

/** False when nobody answers: the others needn't ask. */
async function refreshStatus(complaint: LocalComplaint): Promise<boolean> {
  const { trackingId } = complaint;
  const look = await lookUp(complaint, false);
  if (look.outcome === "again") {
    if (look.until !== null) await pauseUntil(look.until, "looking");
    return false;
  }
  if (look.outcome === "unknown") {
    const isLost = complaint.delivery === "spooled" && (await isPortalWhole());
    await updateMyComplaint(trackingId, (kept) => ({ ...(isLost ? queueAgain(kept) : kept), checkedAt: Date.now() }));
    return true;
  }
  await updateMyComplaint(trackingId, (kept) => withStatus(kept, look.status));
  if (complaint.files.some(({ delivery }) => delivery === "spooled")) await settleFiles(complaint, look.status);
  return true;
}

function withStatus(kept: LocalComplaint, status: Record<string, unknown>): LocalComplaint {
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  const state = text(status.state);
  const seen = { ...kept, state, dueAt: text(status.dueAt), seenAt: text(status.asOf), checkedAt: Date.now() };
  if (state === "RECEIVED" || state === null) return seen;
  if (state === "REFUSED") return { ...seen, delivery: "refused", refusal: kept.refusal ?? refusalIn(status) };
  return { ...seen, delivery: "delivered", refusal: null };
}

/** Which files came out of the spool, its owner is told; only then may the phone forget their bytes. */
async function settleFiles(complaint: LocalComplaint, status: Record<string, unknown>): Promise<void> {
  if (status.state === "RECEIVED" || status.state === "REFUSED") return;
  const look = await lookUp(complaint, true);
  if (look.outcome !== "seen" || !Array.isArray(look.status.attachments)) return;
  const arrived = new Set(look.status.attachments.filter(hasArrived).map(({ sha256 }) => sha256));
  const isLate = Date.now() - Date.parse(complaint.receivedAt ?? complaint.savedAt) > PATIENCE_MS;
  await updateMyComplaint(complaint.trackingId, (kept) => ({
    ...kept,
    files: kept.files.map((file) => {
      if (file.delivery !== "spooled") return file;
      if (arrived.has(file.sha256)) return { ...file, delivery: "delivered" };
      return isLate ? { ...file, delivery: "waiting" } : file;
    }),
  }));
}

function hasArrived(entry: { sha256?: unknown; arrived?: unknown }): boolean {
  return typeof entry?.sha256 === "string" && entry.arrived === true;
}

/** Refused when it came out of the spool, and not by an answer: it may have been sent again from elsewhere meanwhile. */
function isRefusedByStatus({ delivery, state }: LocalComplaint): boolean {
  return delivery === "refused" && state === "REFUSED";
}

function refusalIn(status: Record<string, unknown>): NonNullable<LocalComplaint["refusal"]> {
  const { code, errors } = (status.refusal ?? {}) as { code?: unknown; errors?: unknown };
  return {
    code: typeof code === "string" ? code : "refused",
    errors: Array.isArray(errors) ? errors.filter((one) => typeof one?.field === "string") : [],
  };
}

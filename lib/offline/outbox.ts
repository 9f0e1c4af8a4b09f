import { alone } from "./alone";
import { type Answer, putComplaint, putFile } from "./api";
import type { LocalComplaint, QueuedFile } from "./database";
import { findBytes, findMyComplaint, listTodo, updateMyComplaint } from "./my-complaints";
import { findPause, pauseUntil } from "./pause";
import { isUnsent } from "./todo";
import { waitAfter } from "./waits";

/** `now`: somebody asks, or the network came back: no waiting but what the portal has asked for. `due`: whose time has come. */
export type Mode = "now" | "due";

/** How it stands after a round. Times are milliseconds since 1970. `busy`: another tab or the worker was at it. */
export type Round = { busy: boolean; unsent: number; pausedUntil: number | null; nextTryAt: number | null };

/** What became of one complaint's turn. `silent`: nobody of ours answered. */
type Turn = "sent" | "refused" | "failed" | "silent";

/** After so many complaints in a row without any answer of ours, the network is to blame, and the rest need not try. */
const SILENT_AT_MOST = 3;

/**
 * Sends what waits on this phone, one after the other, going on where it broke off. Only one sender at a time, over all tabs
 * and the worker. Each answer is written down before the next request, and `onStep` is told. A complaint that fails never
 * blocks the others: it has a growing wait of its own, and those that were tried least come first; `first` before all.
 */
export async function sendAll(onStep: () => void = () => {}, mode: Mode = "now", first?: string): Promise<Round> {
  const done = await alone("outbox", () => sendRound(onStep, mode, first));
  const [todo, pausedUntil] = await Promise.all([listTodo(), findPause()]);
  const unsent = todo.filter(isUnsent);
  const tries = unsent.map(({ queue }) => queue.nextTryAt);
  return {
    busy: done === null,
    unsent: unsent.length,
    pausedUntil,
    nextTryAt: tries.length === 0 ? null : Math.max(Math.min(...tries), pausedUntil ?? 0),
  };
}

async function sendRound(onStep: () => void, mode: Mode, first: string | undefined): Promise<true> {
  const tried = new Set<string>();
  let silent = 0;
  while (silent < SILENT_AT_MOST && !(await findPause())) {
    const next = pickNext(await listTodo(), tried, mode, first);
    if (!next) break;
    tried.add(next.trackingId);
    const turn = await sendOne(next.trackingId, onStep);
    silent = turn === "silent" ? silent + 1 : 0;
  }
  return true;
}

function pickNext(
  todo: readonly LocalComplaint[],
  tried: ReadonlySet<string>,
  mode: Mode,
  first: string | undefined,
): LocalComplaint | undefined {
  const now = Date.now();
  const ready = todo.filter(
    (one) => isUnsent(one) && !tried.has(one.trackingId) && (mode === "now" || one.queue.nextTryAt <= now),
  );
  return (
    ready.find(({ trackingId }) => trackingId === first) ?? ready.sort((a, b) => a.queue.attempts - b.queue.attempts)[0]
  );
}

/** The complaint, then its files. Twice where the portal has meanwhile forgotten it: a spool's disk may be lost. */
async function sendOne(trackingId: string, onStep: () => void): Promise<Turn> {
  for (const isLast of [false, true]) {
    const turn = (await sendWords(trackingId, onStep)) ?? (await sendFiles(trackingId, onStep, isLast));
    if (turn !== "forgotten") return turn;
  }
  return "failed";
}

/** Null when the words are with the portal. */
async function sendWords(trackingId: string, onStep: () => void): Promise<Turn | null> {
  const complaint = await findMyComplaint(trackingId);
  if (!complaint || complaint.delivery === "refused") return "sent";
  if (complaint.delivery !== "queued" && complaint.delivery !== "sending") return null;
  await updateMyComplaint(trackingId, (kept) => ({ ...kept, delivery: "sending" }));
  onStep();
  const answer = await putComplaint(complaint);
  await updateMyComplaint(trackingId, (kept) => afterWords(kept, complaint, answer));
  const turn = await judge(answer);
  onStep();
  return turn;
}

/** Not the sent one's answer any more when it was mended in another tab meanwhile. */
function afterWords(kept: LocalComplaint, sent: LocalComplaint, answer: Answer): LocalComplaint | null {
  if (kept.contentHash !== sent.contentHash) return null;
  switch (answer.outcome) {
    case "delivered":
    case "spooled": {
      const { outcome: delivery, receivedAt, state } = answer;
      const seenAt = state ? new Date().toISOString() : kept.seenAt;
      return { ...kept, delivery, receivedAt, state, seenAt, refusal: null, queue: FRESH };
    }
    case "refused":
      return { ...kept, delivery: "refused", refusal: { code: answer.code, errors: answer.errors }, queue: FRESH };
    default:
      return { ...kept, delivery: "queued", queue: afterFailure(kept, answer) };
  }
}

async function sendFiles(trackingId: string, onStep: () => void, isLast: boolean): Promise<Turn | "forgotten"> {
  const complaint = await findMyComplaint(trackingId);
  for (const file of complaint?.files.filter(({ delivery }) => delivery === "waiting") ?? []) {
    if (!complaint) break;
    const content = await findBytes(trackingId, file.sha256);
    const answer: Answer = content
      ? await putFile(complaint, file, content)
      : { outcome: "refused", code: "unreadable", errors: [] };
    if (answer.outcome === "unknown" && !isLast) {
      await updateMyComplaint(trackingId, queueAgain);
      return "forgotten";
    }
    await updateMyComplaint(trackingId, (kept) => afterFile(kept, file.sha256, answer));
    const turn = await judge(answer);
    onStep();
    if (turn && turn !== "refused") return turn;
  }
  return "sent";
}

/** A refused file keeps its bytes: they are the citizen's, and nobody else has them. */
function afterFile(kept: LocalComplaint, sha256: string, answer: Answer): LocalComplaint {
  if (answer.outcome === "again" || answer.outcome === "unknown") return { ...kept, queue: afterFailure(kept, answer) };
  const change: Partial<QueuedFile> =
    answer.outcome === "refused"
      ? { delivery: "refused", refusal: answer.code }
      : { delivery: answer.outcome, refusal: null };
  const files = kept.files.map((file) => (file.sha256 === sha256 ? { ...file, ...change } : file));
  return { ...kept, files, queue: FRESH };
}

const FRESH = { attempts: 0, nextTryAt: 0, error: null };

function afterFailure({ queue }: LocalComplaint, answer: Answer): LocalComplaint["queue"] {
  const attempts = queue.attempts + 1;
  const error = answer.outcome === "again" ? answer.code : "trouble";
  return { attempts, nextTryAt: Date.now() + waitAfter(attempts, Math.random()), error };
}

/** Everything of it that is still on the phone goes once more, under the same ID. Harmless where it had arrived after all. */
export function queueAgain(kept: LocalComplaint): LocalComplaint {
  const files = kept.files.map((file) =>
    file.delivery === "spooled" ? { ...file, delivery: "waiting" as const } : file,
  );
  return { ...kept, delivery: "queued", files };
}

/** What an answer means for the round; null goes on with the same complaint. `Retry-After` is meant for all of them. */
async function judge(answer: Answer): Promise<Turn | null> {
  if (answer.outcome === "refused") return "refused";
  if (answer.outcome === "unknown") return "failed";
  if (answer.outcome !== "again") return null;
  if (answer.until !== null) await pauseUntil(answer.until);
  return answer.code === "no-answer" || answer.code === "not-ours" ? "silent" : "failed";
}

import { emptyAnswers, type LodgeAnswers } from "@/lib/schemas/lodge-answers";
import type { Delivery, FileFacts, LocalComplaint, QueuedFile } from "./database";

const DELIVERIES: readonly Delivery[] = ["queued", "sending", "spooled", "delivered", "refused"];
const FILE_DELIVERIES: readonly QueuedFile["delivery"][] = ["waiting", "spooled", "delivered", "refused"];

/**
 * A record as this build knows it, whatever build wrote it: what is missing gets its beginning, what is unknown counts as
 * not yet sent, for sending twice does no harm and not sending does.
 */
export function readComplaint(kept: Partial<LocalComplaint> & { trackingId: string }): LocalComplaint {
  const files = Array.isArray(kept.files) ? kept.files.filter(hasFacts).map(readFile) : [];
  return {
    trackingId: kept.trackingId,
    claimKey: kept.claimKey ?? "",
    contentHash: kept.contentHash ?? "",
    body: kept.body ?? ({} as LocalComplaint["body"]), // refused by the portal, and then mended
    answers: readAnswers(kept.answers),
    files,
    savedAt: kept.savedAt ?? new Date(0).toISOString(),
    delivery: DELIVERIES.find((known) => known === kept.delivery) ?? "queued",
    queue: kept.queue ?? { attempts: 0, nextTryAt: 0, error: null },
    refusal: kept.refusal ?? null,
    receivedAt: kept.receivedAt ?? null,
    state: kept.state ?? null,
    dueAt: kept.dueAt ?? null,
    seenAt: kept.seenAt ?? null,
    checkedAt: kept.checkedAt ?? 0,
  };
}

/** Answers with every field that the form has, and nothing else: an old draft must not break a new form. */
export function readAnswers(kept: unknown): LodgeAnswers {
  return merge(emptyAnswers(), kept) as LodgeAnswers;
}

function merge(shape: unknown, kept: unknown): unknown {
  if (typeof shape === "string") return typeof kept === "string" ? kept : shape;
  const source = typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  return Object.fromEntries(
    Object.entries(shape as Record<string, unknown>).map(([key, part]) => [key, merge(part, source[key])]),
  );
}

export function hasFacts(file: unknown): file is FileFacts {
  const { sha256, type, bytes, role } = (file ?? {}) as Partial<FileFacts>;
  return typeof sha256 === "string" && typeof type === "string" && typeof bytes === "number" && role !== undefined;
}

function readFile(file: FileFacts & Partial<QueuedFile>): QueuedFile {
  const { sha256, type, bytes, role, name, refusal } = file;
  const delivery = FILE_DELIVERIES.find((known) => known === file.delivery) ?? "waiting";
  return { sha256, type, bytes, role, name: name ?? "", delivery, refusal: refusal ?? null };
}

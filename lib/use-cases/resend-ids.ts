import { fromContentRow } from "@/lib/data/complaint-content";
import { transact } from "@/lib/data/db";
import { tellCitizen } from "@/lib/data/outbox";
import { isUnwritable } from "@/lib/data/unavailable";
import { CALLER_TERMS } from "@/lib/domain/complaint/caller";
import { err, ok, type Result } from "@/lib/domain/result";
import { type LookUpRefusal, type LookUpRequest, type Match, prepareLookUp, recordLookUp } from "./look-up-complaints";

/** What the worker sends: the ID of one complaint, to the contact that it was lodged with. */
const TEMPLATE = "RESEND_IDS";

/**
 * Sends the IDs of a caller's complaints to the contact on file, and to no other. The answer is the same whether there
 * are any, so that whoever rings learns nothing; a protected complaint's ID is not sent, for others may read that phone.
 */
export async function resendIds(request: LookUpRequest): Promise<Result<null, LookUpRefusal>> {
  const prepared = prepareLookUp(request);
  if (!prepared.ok) return prepared;
  const recorded = await recordLookUp(request, prepared.value);
  if (!recorded.ok) return recorded;
  try {
    for (const match of recorded.value.slice(0, CALLER_TERMS.rowsShown)) await send(match, request.now);
  } catch (error) {
    if (isUnwritable(error)) return err({ code: "unrecorded" });
    throw error;
  }
  return ok(null);
}

async function send({ id: complaintId }: Match, now: Date): Promise<void> {
  await transact(async (tx) => {
    const row = await tx.complaint.findUnique({
      where: { id: complaintId },
      select: { language: true, sensitive: true, sealed: true, content: true },
    });
    const first = await tx.event.findFirst({ where: { complaintId, sequence: 1 }, select: { id: true } });
    if (!row?.content || !first || row.sensitive || row.sealed) return;
    const since = new Date(now.getTime() - CALLER_TERMS.resendMinutes * 60_000);
    const lately = await tx.outboxMessage.count({
      where: { complaintId, template: TEMPLATE, createdAt: { gt: since } },
    });
    if (lately > 0) return;
    const entry = { complaintId, eventId: first.id, template: TEMPLATE, language: row.language, at: now };
    await tellCitizen(tx, fromContentRow(row.content).contact, entry);
  });
}

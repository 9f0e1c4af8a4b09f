import { enterCredits, findOpenCredit, listForCredit, moveCursor } from "@/lib/data/clock-credits";
import { transact } from "@/lib/data/db";
import { actWithin } from "./act-on-complaint";

/** So many complaints in one transaction: the write lock is everybody's. */
const BATCH = 50;

/**
 * Gives the clocks and windows of every complaint the time that the portal was down, once: what is changed and how far it has
 * come are one transaction. Each change is a public line of the complaint. Answers with how many there were.
 */
export async function creditOutages(now: Date, isOver: () => boolean): Promise<number> {
  await enterCredits();
  let lengthened = 0;
  while (!isOver()) {
    const given = await transact((tx) => creditSome(tx, now));
    if (given === null) break;
    lengthened += given;
  }
  return lengthened;
}

/** Null where nothing is left to be counted. */
async function creditSome(tx: Parameters<typeof findOpenCredit>[0], now: Date): Promise<number | null> {
  const credit = await findOpenCredit(tx);
  if (!credit) return null;
  const { from, to } = credit;
  const complaints = await listForCredit(tx, credit, BATCH);
  let lengthened = 0;
  for (const { trackingId, version } of complaints) {
    // Refused where nothing of the case ran through it, which is most of the closed ones.
    const acted = await actWithin(tx, {
      trackingId,
      action: "LENGTHEN",
      actor: { kind: "system" },
      input: { outage: { from, to } },
      version,
      now,
    });
    if (acted.ok) lengthened += 1;
  }
  await moveCursor(tx, credit.id, complaints.at(-1)?.id ?? null, complaints.length < BATCH ? now : null);
  return lengthened;
}

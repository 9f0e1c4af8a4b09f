import { type LocalComplaint, openPhone } from "./database";

/** All that were lodged from this phone, the newest first. */
export async function listMyComplaints(): Promise<LocalComplaint[]> {
  return (await (await openPhone()).getAllFromIndex("complaints", "savedAt")).reverse();
}

/** One of them by its ID in the one true form, or null. */
export async function findMyComplaint(trackingId: string): Promise<LocalComplaint | null> {
  return (await (await openPhone()).get("complaints", trackingId)) ?? null;
}

/** Resolves when it is on the phone's disk, not merely on its way: only then may anybody be told "saved". */
export async function saveMyComplaint(complaint: LocalComplaint): Promise<void> {
  const write = (await openPhone()).transaction("complaints", "readwrite", { durability: "strict" });
  await Promise.all([write.store.put(complaint), write.done]);
}

/** Changes members of one that is there; does nothing when it is gone. In one transaction, so that two tabs don't mix. */
export async function updateMyComplaint(
  trackingId: string,
  change: (complaint: LocalComplaint) => LocalComplaint,
): Promise<void> {
  const write = (await openPhone()).transaction("complaints", "readwrite");
  const complaint = await write.store.get(trackingId);
  if (complaint) await write.store.put(change(complaint));
  await write.done;
}

export async function removeMyComplaint(trackingId: string): Promise<void> {
  await (await openPhone()).delete("complaints", trackingId);
}

/** Something of it hasn't arrived: the complaint itself, or a file. */
export function isUnsent({ delivery, files }: LocalComplaint): boolean {
  return delivery === "waiting" || files.some((file) => file.delivery === "waiting");
}

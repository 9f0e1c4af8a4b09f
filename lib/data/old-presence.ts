import { db } from "./db";

/** Removes the signs of life that are older than `before`. */
export async function removeOldPresence(before: Date): Promise<void> {
  await db.presence.deleteMany({ where: { at: { lt: before } } });
}

import { db } from "./db";

/** What sign-in needs, and nothing else reads. */
export function findCredentials(email: string): Promise<{ id: string; passwordHash: string; active: boolean } | null> {
  return db.user.findUnique({ where: { email }, select: { id: true, passwordHash: true, active: true } });
}

import { db } from "./db";

/** What sign-in needs, and nothing else reads. */
export function findCredentials(
  email: string,
): Promise<{ id: string; passwordHash: string; active: boolean; role: string } | null> {
  return db.user.findUnique({ where: { email }, select: { id: true, passwordHash: true, active: true, role: true } });
}

/** The desk at which somebody active sits; null for nobody, or somebody without one. */
export async function findDeskOf(userId: string): Promise<string | null> {
  const user = await db.user.findUnique({ where: { id: userId, active: true }, select: { deskId: true } });
  return user?.deskId ?? null;
}

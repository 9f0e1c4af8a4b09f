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

/** What somebody's desk is called, or their department where they sit at none; null for whoever belongs to no office. */
export async function findOffice({
  deskId,
  departmentId,
}: {
  deskId?: string | null;
  departmentId?: string | null;
}): Promise<{ nameEn: string; nameUr: string } | null> {
  const select = { nameEn: true, nameUr: true };
  if (deskId) return db.desk.findUnique({ where: { id: deskId }, select });
  return departmentId ? db.department.findUnique({ where: { id: departmentId }, select }) : null;
}

import type { Db, Tx } from "@/lib/data/db";
import { isStaffRole } from "@/lib/domain/complaint/actor";
import type { SetupSection } from "@/lib/schemas/setup";
import type { SetupActor } from "./section";

/** What supervisors may set up, for their own people. All else is the administrators'. */
export const FOR_SUPERVISORS: readonly SetupSection[] = ["absences"];

/** The account as it is now, in the transaction of the change: a role that was taken meanwhile counts. Null: may change nothing. */
export async function findSetupActor(tx: Tx | Db, userId: string): Promise<SetupActor | null> {
  const user = await tx.user.findUnique({
    where: { id: userId, active: true },
    select: { id: true, email: true, role: true, level: true, deskId: true, departmentId: true, jurisdictionId: true },
  });
  if (!user || !isStaffRole(user.role)) return null;
  const { email, role, ...rest } = user;
  return { id: user.id, name: email, actor: { kind: "staff", ...rest, role } };
}

import { randomBytes } from "node:crypto";
import { db, isUniqueViolation } from "@/lib/data/db";
import { hashPassword } from "@/lib/data/passwords";
import type { StaffRole } from "@/lib/domain/complaint/actor";
import { err, ok, type Result } from "@/lib/domain/result";

export type NewAccount = {
  email: string;
  nameEn: string;
  nameUr: string;
  role: StaffRole;
  /** Where the account works. Department and jurisdiction follow from it. */
  deskId?: string;
  /** For a supervisor without a desk. */
  departmentId?: string;
  /** Supervisors: the rung, 1 to 4. */
  level?: number;
};
export type AccountRefusal = "email-taken" | "unknown-desk" | "unknown-department" | "desk-needed" | "level-needed";

const NEEDS_DESK: readonly StaffRole[] = ["officer", "router", "helpline", "callback", "appeal", "independent"];

/** Makes a staff account with a password of its own, given once: the operator hands it over, and nobody keeps it. */
export async function createStaffAccount(
  account: NewAccount,
  now: Date,
): Promise<Result<{ password: string }, AccountRefusal>> {
  const { deskId, departmentId, level, role, email, nameEn, nameUr } = account;
  if (NEEDS_DESK.includes(role) && !deskId) return err("desk-needed");
  if (role === "supervisor" && !(level && level >= 1 && level <= 4)) return err("level-needed");
  const desk = deskId ? await db.desk.findUnique({ where: { id: deskId } }) : null;
  if (deskId && !desk) return err("unknown-desk");
  const department = departmentId ? await db.department.findUnique({ where: { id: departmentId } }) : null;
  if ((departmentId || (role === "supervisor" && !desk)) && !department) return err("unknown-department");

  const password = randomBytes(15).toString("base64url");
  try {
    await db.user.create({
      data: {
        email: email.trim().toLowerCase(),
        passwordHash: await hashPassword(password),
        nameEn,
        nameUr,
        role,
        level: level ?? null,
        deskId: desk?.id ?? null,
        departmentId: desk?.departmentId ?? department?.id ?? null,
        jurisdictionId: desk?.jurisdictionId ?? department?.jurisdictionId ?? null,
        createdAt: now,
      },
    });
  } catch (error) {
    if (isUniqueViolation(error)) return err("email-taken");
    throw error;
  }
  return ok({ password });
}

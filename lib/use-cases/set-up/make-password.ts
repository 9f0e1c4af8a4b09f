import { randomInt } from "node:crypto";
import { recordChange } from "@/lib/data/audit-entries";
import { transact } from "@/lib/data/db";
import { hashPassword } from "@/lib/data/passwords";
import { err, ok, type Result } from "@/lib/domain/result";
import { findSetupActor } from "./find-setup-actor";

/** No letter that looks like another one: it is read out and copied by hand. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP = 5;

type Request = { userId: string; actorId: string; now: Date };

/**
 * Gives an account a new password of 20 random letters (99 bits) and ends its sessions. The answer is the only place where
 * it ever stands: whoever asked hands it over, and the audit says no more than that there is a new one.
 */
export async function makePassword({
  userId,
  actorId,
  now,
}: Request): Promise<Result<{ password: string; email: string }, "not-yours" | "gone">> {
  const password = Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join(""),
  ).join("-");
  const passwordHash = await hashPassword(password);
  return transact(async (tx) => {
    const by = await findSetupActor(tx, actorId);
    if (by?.actor.role !== "admin") return err("not-yours");
    const user = await tx.user.findFirst({ where: { id: userId, active: true, role: { not: "citizen" } } });
    if (!user) return err("gone");
    await tx.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } });
    const { count } = await tx.session.deleteMany({ where: { userId } });
    await recordChange(tx, {
      what: "password",
      subject: userId,
      actor: { id: by.id, name: by.name },
      before: null,
      after: { email: user.email, sessionsEnded: count },
      at: now,
    });
    return ok({ password, email: user.email });
  });
}

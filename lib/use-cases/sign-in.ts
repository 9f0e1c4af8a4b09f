import { randomBytes } from "node:crypto";
import { findClosure } from "@/lib/data/health";
import { isPasswordOf } from "@/lib/data/passwords";
import { createSession } from "@/lib/data/sessions";
import { isUnwritable } from "@/lib/data/unavailable";
import { findCredentials } from "@/lib/data/users";
import { err, ok, type Result } from "@/lib/domain/result";

type Attempt = { email: string; password: string; now: Date };
/** A session with its row; or, while no row can be written, whom a pass of ten minutes may be given. */
export type Admission = { sessionId: string } | { sessionId: null; passFor: string };

/**
 * Opens a session for whoever knows the password of an active account, and answers with its new, unguessable id.
 * `wrong` is all that a caller learns: unknown, disabled and mistyped look alike, in time too. While nothing can be written
 * an administrator is let in by a pass, and everybody else is told `closed`, after the right password only. The caller
 * limits attempts (design §3 "Modes", §7).
 */
export async function signIn({ email, password, now }: Attempt): Promise<Result<Admission, "wrong" | "closed">> {
  const account = await findCredentials(email.trim().toLowerCase());
  const matches = await isPasswordOf(account?.passwordHash ?? null, password);
  if (!account?.active || !matches) return err("wrong");

  const sessionId = randomBytes(32).toString("base64url");
  try {
    if (findClosure()) return admitByPass(account);
    await createSession({ id: sessionId, userId: account.id, now });
  } catch (error) {
    if (isUnwritable(error)) return admitByPass(account); // it has closed this very moment
    throw error;
  }
  return ok({ sessionId });
}

function admitByPass({ id, role }: { id: string; role: string }): Result<Admission, "closed"> {
  return role === "admin" ? ok({ sessionId: null, passFor: id }) : err("closed");
}

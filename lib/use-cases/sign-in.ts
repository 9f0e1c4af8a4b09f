import { randomBytes } from "node:crypto";
import { isPasswordOf } from "@/lib/data/passwords";
import { createSession } from "@/lib/data/sessions";
import { findCredentials } from "@/lib/data/users";
import { err, ok, type Result } from "@/lib/domain/result";

type Attempt = { email: string; password: string; now: Date };

/**
 * Opens a session for whoever knows the password of an active account, and answers with its new, unguessable id.
 * `wrong` is all that a caller learns: unknown, disabled and mistyped look alike, in time too. The caller limits attempts
 * (design §7).
 */
export async function signIn({ email, password, now }: Attempt): Promise<Result<{ sessionId: string }, "wrong">> {
  const account = await findCredentials(email.trim().toLowerCase());
  const matches = await isPasswordOf(account?.passwordHash ?? null, password);
  if (!account?.active || !matches) return err("wrong");

  const sessionId = randomBytes(32).toString("base64url");
  await createSession({ id: sessionId, userId: account.id, now });
  return ok({ sessionId });
}

import type { Result } from "@/lib/domain/result";
import { err } from "@/lib/domain/result";
import { countUse, forgiveLimit, networkOf } from "@/lib/http/rate-limit";
import { type Admission, signIn } from "@/lib/use-cases/sign-in";

type Credentials = { email: string; password: string };
export type SignInRefusal = { code: "wrong" | "closed" } | { code: "limited"; seconds: number };

/**
 * The one way to a session, for our form and for next-auth's own endpoint. An attempt counts before its outcome is known,
 * so that a hundred at once are no more than the limit; a right one is forgiven.
 */
export async function attemptSignIn(
  { email, password }: Credentials,
  address: string,
): Promise<Result<Admission, SignInRefusal>> {
  const network = networkOf(address);
  // In this order: a network that is stopped can't go on to use up others' accounts.
  const seconds = (await countUse("signInNetwork", network)) ?? (await countUse("signInAccount", email));
  if (seconds !== null) return err({ code: "limited", seconds });

  const outcome = await signIn({ email, password, now: new Date() });
  if (!outcome.ok && outcome.error === "wrong") return err({ code: "wrong" });
  await Promise.all([forgiveLimit("signInNetwork", network), forgiveLimit("signInAccount", email)]);
  return outcome.ok ? outcome : err({ code: outcome.error });
}

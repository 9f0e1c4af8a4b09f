import { hash, verify } from "@node-rs/argon2";
import { Semaphore } from "async-mutex";

/** argon2id, OWASP's first choice: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two at once at the most: each takes 19 MiB and a thread of the pool that files and the database need too. */
const turns = new Semaphore(2);

/** What is kept of a password: a PHC string with its own random salt. */
export function hashPassword(password: string): Promise<string> {
  return turns.runExclusive(() => hash(password, COST));
}

/** Well formed, of random bytes: no password has it. An account holds it until it is given one. */
export const NOBODYS =
  "$argon2id$v=19$m=19456,t=2,p=1$ewaBWfCRGyVOmLSM7XQyBw$TpEYFWuCqSwKj6VMvHZmOd4IzQjCbhhLbZHASDxr0UI";

/**
 * Whether `password` is the one of `kept`. With `kept` null, for an account that doesn't exist, it takes as long and says
 * no, so that the time of an answer doesn't tell who has an account.
 */
export async function isPasswordOf(kept: string | null, password: string): Promise<boolean> {
  const matches = await turns.runExclusive(() => verify(kept ?? NOBODYS, password));
  return kept !== null && matches;
}

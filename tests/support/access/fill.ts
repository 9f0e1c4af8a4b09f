/** Run as a process on a prepared folder: fills it with the cases, signs everybody in, and says so as JSON. */
import { randomBytes } from "node:crypto";
import { createSession } from "@/lib/data/sessions";
import { encodeSession } from "@/lib/web/session-token";
import { staff } from "../domain";
import { fillCases } from "./cases";
import { ACCOUNTS, type Account } from "./may";

export type Filled = { cases: Awaited<ReturnType<typeof fillCases>>; tokens: Partial<Record<Account, string>> };

const now = new Date();
const cases = await fillCases(now);
const tokens: Filled["tokens"] = {};
for (const account of ACCOUNTS) {
  if (account === "nobody") continue;
  const id = randomBytes(32).toString("base64url");
  await createSession({ id, userId: (await staff(account)).id, now });
  tokens[account] = await encodeSession(id);
}
process.stdout.write(JSON.stringify({ cases, tokens } satisfies Filled));
process.exit(0);

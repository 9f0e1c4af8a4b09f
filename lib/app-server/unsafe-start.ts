import { db } from "@/lib/data/db";
import { env } from "@/lib/env";
import type { Portal } from "@/lib/folder";

/** No second try can help, says this exit code to the launcher. */
const REFUSED = 2;

/**
 * Ends the process where serving would be unsafe (design §4, Demo): a portal that is no demo with demo accounts in its
 * database, or with its limits lifted.
 */
export async function refuseUnsafeStart(portal: Portal | null): Promise<void> {
  const refusal = await findRefusal(portal);
  if (!refusal) return;
  console.error(`The portal does not start: ${refusal}`);
  process.exit(REFUSED);
}

async function findRefusal(portal: Portal | null): Promise<string | null> {
  if (!portal) return "its folder has not been prepared; start it by `npm run portal`";
  if (portal.demo) return null;
  if (env.limits === "off") return "PORTAL_LIMITS=off is for a demo only";
  const demoAccounts = await db.user.count({ where: { OR: [{ demo: true }, { email: { endsWith: "@demo.pk" } }] } });
  return demoAccounts > 0 ? "it is no demo, but its database holds demo accounts" : null;
}

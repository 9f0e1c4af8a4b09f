import { existsSync, readdirSync } from "node:fs";
import { env } from "@/lib/env";
import { findPortal, type Portal, writePortal } from "@/lib/folder";

/** What the launcher may have made before anybody could decide. */
const OF_THE_LAUNCHER = ["keys", "launcher.sock"];

/** What kind of portal this folder holds; the first start decides, and nothing turns a real portal into a demo (design §4, Demo). */
export function settleNature(): { portal: Portal } | { refusal: string } {
  const known = findPortal();
  const wantsDemo = process.env.PORTAL_DEMO === "1";
  if (known && wantsDemo && !known.demo)
    return { refusal: "PORTAL_DEMO=1, but this folder holds a portal that is no demo" };
  if (known) return { portal: known };
  const isEmpty = !existsSync(env.dataDir) || readdirSync(env.dataDir).every((name) => OF_THE_LAUNCHER.includes(name));
  if (wantsDemo && !isEmpty)
    return { refusal: "PORTAL_DEMO=1, but this folder holds data and no portal.json that calls it a demo" };
  const portal = { demo: isEmpty && process.env.NODE_ENV !== "production", createdAt: new Date().toISOString() };
  writePortal(portal);
  return { portal };
}

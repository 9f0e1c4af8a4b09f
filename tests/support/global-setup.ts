import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";

export const TEMPLATE = "tests/.artifacts/template";

/** A migrated and seeded demo folder, of which every test file gets a copy (portal-folder.ts). */
export default function setup(): void {
  rmSync(TEMPLATE, { recursive: true, force: true });
  execFileSync(process.execPath, ["--import", "tsx", "prisma/prepare.ts"], {
    env: { ...process.env, NODE_ENV: "test", PORTAL_DATA_DIR: TEMPLATE },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

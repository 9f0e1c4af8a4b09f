/** `next build`, then the app's own server beside it. */
import { spawnSync } from "node:child_process";
import { build } from "esbuild";
import { readOrCreateKey } from "@/lib/folder";
import { buildTrackingStyles } from "./tracking-styles";

buildTrackingStyles();

// Fixed at build time, so that a form opened before an upgrade still finds its action after it. Next wants plain base64.
const actionsKey = Buffer.from(readOrCreateKey("server-actions"), "base64url").toString("base64");
const next = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
  stdio: "inherit",
  env: { ...process.env, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey },
});
if (next.status !== 0) process.exit(next.status ?? 1);

await build({
  entryPoints: { "app-server": "lib/app-server/main.ts", door: "lib/door/main.ts" },
  outdir: ".next/jawab",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  logLevel: "warning",
});

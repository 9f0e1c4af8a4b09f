/** `next build`, then the app's own server, and door and worker beside it. Runs in a release's folder (release.mjs). */
import { spawnSync } from "node:child_process";
import { build } from "esbuild";
import { buildNoWorker, buildServiceWorker } from "./service-worker";
import { buildTrackingStyles } from "./tracking-styles";

buildTrackingStyles();
buildNoWorker();

const next = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], { stdio: "inherit" });
if (next.status !== 0) process.exit(next.status ?? 1);

await build({
  entryPoints: {
    "app-server": "lib/app-server/main.ts",
    door: "lib/door/main.ts",
    worker: "lib/worker/main.ts",
  },
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

await buildServiceWorker(".next");

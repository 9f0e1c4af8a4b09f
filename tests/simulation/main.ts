/**
 * `npm run simulate [-- --seed N --complaints 5000 --officers 40 --days 30]`: a month of a district through the use-cases,
 * on a fresh database. Ends with one line, and with 1 where an invariant doesn't hold.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Options } from "./world";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    complaints: { type: "string", default: "5000" },
    officers: { type: "string", default: "40" },
    days: { type: "string", default: "30" },
    keep: { type: "boolean", default: false },
  },
});

const options: Options = {
  seed: whole("seed", 0, 2 ** 31),
  complaints: whole("complaints", 1, 100_000),
  officers: whole("officers", 6, 400),
  days: whole("days", 5, 60),
  sweepHours: 1,
};

function whole(name: "seed" | "complaints" | "officers" | "days", least: number, most: number): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  console.error(`--${name} wants a whole number from ${least} to ${most}`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "jawab-simulation-"));
process.env.PORTAL_DATA_DIR = folder;
let status = 1;
try {
  const prepared = spawnSync(process.execPath, ["--import", "tsx", "prisma/prepare.ts"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (prepared.status !== 0) throw new Error("The database could not be prepared");
  // Only now: the connection belongs to the folder that the environment names.
  const { simulate } = await import("./simulate");
  const { report } = await import("./report");
  const { folder: paths } = await import("@/lib/folder");
  const simulation = await simulate(options, { file: paths.database, say: (line) => console.log(line) });
  report(simulation);
  status = simulation.breaches.length > 0 ? 1 : 0;
} finally {
  if (values.keep) console.error(`Kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
process.exit(status);

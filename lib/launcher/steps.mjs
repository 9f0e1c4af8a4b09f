// What both `npm run portal` and `npm test` need before anything is installed: so plain JavaScript, and Node alone.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const STAMPS = "node_modules/.cache/jawab";
const SQLITE = "node_modules/better-sqlite3/build/Release/better_sqlite3.node";
/** What a build is made from; a change in any of it makes the next start build again. */
const BUILD_SOURCES = [
  "app",
  "components",
  "lib",
  "messages",
  "public",
  "prisma/schema.prisma",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

export const dataDir = resolve(process.env.PORTAL_DATA_DIR || "data");

/** The environment of everything that we start. What Next wants of NODE_ENV is set here, whatever the shell says. */
export function childEnv(more = {}) {
  return {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
    ...more,
  };
}

/** Runs a command to its end. Throws a sentence when it fails. */
export function run(title, command, args, env = {}) {
  const started = Date.now();
  console.log(`· ${title} …`);
  const { status, error } = spawnSync(command, args, { stdio: "inherit", env: childEnv(env) });
  if (error || status !== 0) throw new Error(`${title}: ${error?.message ?? `ended with ${status}`}`);
  console.log(`  ${title}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Jawab needs Node 20.19 or newer; this is ${process.versions.node}`);
  }
}

export function install() {
  const lock = hashOf(["package.json", "package-lock.json"]);
  if (isStamped("install", lock) && existsSync(SQLITE)) return;
  checkCompiler();
  // Install scripts only try to download engines; the one that must run is named.
  run("Installing packages", "npm", ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"]);
  run("Compiling better-sqlite3 (a minute or two, once)", "npm", ["rebuild", "better-sqlite3", "--no-audit"]);
  if (!existsSync(SQLITE)) throw new Error("better-sqlite3 was not compiled: see npm's words above");
  stamp("install", lock);
}

/** Says what to install before npm fails in the middle of a compilation. */
function checkCompiler() {
  const missing = ["python3", "make", "g++"].filter((tool) => spawnSync(tool, ["--version"]).status !== 0);
  if (missing.length > 0 && !existsSync(SQLITE)) {
    throw new Error(
      `better-sqlite3 is compiled here, and ${missing.join(", ")} is missing. On Debian or Ubuntu:\n` +
        "  sudo apt-get install -y python3 make g++",
    );
  }
}

export function generate() {
  const source = hashOf(["prisma/schema.prisma", "package-lock.json"]);
  if (isStamped("generate", source) && existsSync("lib/data/generated/client.ts")) return;
  run("Generating the database client", "npx", ["--no-install", "prisma", "generate"]);
  stamp("generate", source);
}

/** Creates or upgrades the database and its reference data; on an empty folder, the demo too. */
export function prepareData() {
  run("Preparing the database", process.execPath, ["--import", "tsx", "prisma/prepare.ts"]);
}

export function build() {
  const source = hashOf(BUILD_SOURCES);
  if (isStamped("build", source) && existsSync(".next/BUILD_ID") && existsSync(".next/jawab/app-server.mjs")) return;
  run("Building", process.execPath, ["--import", "tsx", "lib/launcher/build.ts"], { NODE_ENV: "production" });
  stamp("build", source);
}

export function startApp(env = {}) {
  return spawn(process.execPath, ["--enable-source-maps", ".next/jawab/app-server.mjs"], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: childEnv({ NODE_ENV: "production", ...env }),
  });
}

export function hashOf(paths) {
  const hash = createHash("sha256").update(process.versions.node);
  for (const file of paths.flatMap(listFiles)) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function listFiles(path) {
  if (!existsSync(path)) return [];
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
  return entries
    .filter((entry) => entry.name !== "generated")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => listFiles(join(path, entry.name)));
}

function isStamped(name, value) {
  const file = join(STAMPS, name);
  return existsSync(file) && readFileSync(file, "utf8") === value;
}

function stamp(name, value) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(join(STAMPS, name), value);
}

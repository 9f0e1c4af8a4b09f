// What both `npm run portal` and `npm test` need before anything is installed: so plain JavaScript, and Node alone.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const STAMPS = "node_modules/.cache/jawab";
const SQLITE = "node_modules/better-sqlite3/build/Release/better_sqlite3.node";
/** `prisma/prepare.ts` and the app end with this where no second try can help: somebody must decide. */
export const REFUSED = 2;

export const dataDir = resolve(process.env.PORTAL_DATA_DIR || "data");

/** The environment of everything that we start. What Next wants of NODE_ENV is set here, whatever the shell says. */
export function childEnv(more = {}) {
  return {
    ...process.env,
    // Releases run in folders of their own.
    PORTAL_DATA_DIR: dataDir,
    NEXT_TELEMETRY_DISABLED: "1",
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
    ...more,
  };
}

/** Runs a command to its end. Throws a sentence when it fails; its `status` is the command's. */
export function run(title, command, args, { env = {}, cwd } = {}) {
  const started = Date.now();
  console.log(`· ${title} …`);
  const { status, error } = spawnSync(command, args, { stdio: "inherit", env: childEnv(env), cwd });
  if (error || status !== 0)
    throw Object.assign(new Error(`${title}: ${error?.message ?? `ended with ${status}`}`), { status });
  console.log(`  ${title}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Jawab needs Node 20.19 or newer; this is ${process.versions.node}`);
  }
}

/** The checkout's packages. Running releases have links of their own to the files that npm removes here. */
export function install() {
  if (isInstalled() && existsSync(SQLITE)) return;
  checkCompiler();
  // Install scripts only try to download engines; the one that must run is named.
  run("Installing packages", "npm", ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"]);
  run("Compiling better-sqlite3 (a minute or two, once)", "npm", ["rebuild", "better-sqlite3", "--no-audit"]);
  if (!existsSync(SQLITE)) throw new Error("better-sqlite3 was not compiled: see npm's words above");
}

/** What npm has noted of node_modules is what the lockfile asks for. */
function isInstalled() {
  const note = "node_modules/.package-lock.json";
  if (!existsSync(note)) return false;
  const [has, wants] = [note, "package-lock.json"].map((file) => JSON.parse(readFileSync(file, "utf8")).packages);
  return Object.entries(wants).every(([name, { version, optional, link }]) => {
    if (name === "" || link) return true;
    return has[name] ? has[name].version === version : optional === true;
  });
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

/** Creates or upgrades the database and its reference data with a release's own means; on an empty folder, the demo too. */
export function prepareData(folder, args = []) {
  run("Preparing the database", process.execPath, prepareArgs(args), { cwd: folder });
}

/** The same without waiting, since whoever holds the public port must go on handing out its connections. */
export function startPrepare(folder, args = []) {
  return spawn(process.execPath, prepareArgs(args), { stdio: "inherit", env: childEnv(), cwd: folder });
}

function prepareArgs(args) {
  return ["--import", "tsx", "prisma/prepare.ts", ...args];
}

/** One of a release's bundled programs, to which we can speak by IPC. */
export function startPart(folder, script, env = {}) {
  return spawn(process.execPath, ["--enable-source-maps", script], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: childEnv({ NODE_ENV: "production", ...env }),
    cwd: folder,
  });
}

/** What is made anew from the rest, and the launcher's own scripts: they outlive every release, and are part of none. */
const NOT_HASHED = /^generated$|\.tsbuildinfo$|\.mjs$/;

/** SHA-256 over names and contents, and the version of Node. */
export function hashOf(paths, root = ".") {
  const hash = createHash("sha256").update(process.versions.node);
  for (const file of paths.flatMap((path) => listFiles(root, path)))
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

function listFiles(root, path) {
  if (!existsSync(join(root, path))) return [];
  let entries;
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
  return entries
    .filter(({ name }) => !NOT_HASHED.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => listFiles(root, join(path, entry.name)));
}

function isStamped(name, value) {
  const file = join(STAMPS, name);
  return existsSync(file) && readFileSync(file, "utf8") === value;
}

function stamp(name, value) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(join(STAMPS, name), value);
}

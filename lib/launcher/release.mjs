// A release: one version of the portal, whole, in a folder of its own, so that another can stand beside it (decision 006).
import { createHash, randomBytes } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { linkTree } from "./link-tree.mjs";
import { holdSocket } from "./socket.mjs";
import { dataDir, hashOf, run } from "./steps.mjs";

const RELEASES = resolve(".releases");
/** Written last; names the folder too, for a checkout that was moved or copied must build anew. */
const MARKER = "release.json";
const KEPT = 5;
/** All that a release is built from and runs with. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "messages",
  "prisma",
  "public",
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "prisma.config.ts",
  "tsconfig.json",
];
/** Who uses which releases: a file a process, named by its ID. */
const IN_USE = join(RELEASES, "in-use");

/** The release of the checked-out version: the same sources have the same ID. JAWAB_RELEASE_SALT makes tests another one. */
export function checkedOut() {
  return releaseOf(idOf(hashOf(SOURCES)));
}

/** The release of that ID, which may not be built. */
export function releaseOf(id) {
  return { id, folder: join(RELEASES, id) };
}

export function isBuilt({ id, folder }) {
  try {
    const marker = JSON.parse(readFileSync(join(folder, MARKER), "utf8"));
    return marker.id === id && marker.folder === folder;
  } catch {
    return false;
  }
}

/** Builds the checked-out version where it isn't built yet, one build at a time. Throws a sentence. */
export async function buildRelease() {
  const release = checkedOut();
  if (isBuilt(release)) return release;
  const lock = await waitForLock();
  try {
    if (!isBuilt(release)) build(release);
    prune();
    return release;
  } catch (error) {
    rmSync(release.folder, { recursive: true, force: true });
    throw error;
  } finally {
    lock.close();
  }
}

async function waitForLock() {
  mkdirSync(RELEASES, { recursive: true });
  for (let tries = 0; ; tries += 1) {
    const lock = await holdSocket(join(RELEASES, "build.sock"));
    if (lock) return lock;
    if (tries === 0) console.log("· Waiting for another build in this checkout …");
    await sleep(1_000);
  }
}

function build(release) {
  const { folder } = release;
  // What a killed build left has no marker, and nothing in it is trusted.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const path of SOURCES) if (existsSync(path)) cpSync(path, join(folder, path), { recursive: true });
  if (idOf(hashOf(SOURCES, folder)) !== release.id)
    throw new Error("The sources changed while they were copied: try again");
  linkTree("node_modules", join(folder, "node_modules"), (name) => name === ".cache");
  run("Building", process.execPath, ["--import", "tsx", "lib/launcher/build.ts"], {
    cwd: folder,
    env: {
      NODE_ENV: "production",
      JAWAB_RELEASE: release.id,
      // Next wants plain base64.
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from(actionsKey(), "base64url").toString("base64"),
    },
  });
  rmSync(join(folder, ".next/cache"), { recursive: true, force: true });
  writeMarker(release);
}

/** From now on the release counts as whole. */
export function writeMarker(release) {
  const file = join(release.folder, MARKER);
  writeFileSync(`${file}.part`, `${JSON.stringify({ ...release, builtAt: new Date().toISOString() }, null, 2)}\n`);
  renameSync(`${file}.part`, file);
}

/** Keeps these releases from being removed for as long as this process lives. */
export function markInUse(...releases) {
  mkdirSync(IN_USE, { recursive: true });
  writeFileSync(join(IN_USE, String(process.pid)), releases.map(({ id }) => id).join("\n"));
}

/** The data folder holds the key that its forms are built with, so that a later checkout builds with the same. */
export function keepActionsKey() {
  const own = join(dataDir, "keys/server-actions");
  if (existsSync(own)) return;
  mkdirSync(join(dataDir, "keys"), { recursive: true, mode: 0o700 });
  writeFileSync(own, actionsKey(), { mode: 0o600 });
}

/**
 * Fixed over builds, so that a form opened before an upgrade still finds its action after it: the data folder's, and for a
 * folder that has none yet the checkout's, so that a new folder needs no build of its own.
 */
function actionsKey() {
  const shared = join(RELEASES, "actions-key");
  const known = [join(dataDir, "keys/server-actions"), shared].find((file) => existsSync(file));
  const key = known ? readFileSync(known, "utf8").trim() : randomBytes(32).toString("base64url");
  if (!existsSync(shared)) {
    mkdirSync(RELEASES, { recursive: true });
    writeFileSync(shared, key, { mode: 0o600 });
  }
  return key;
}

function idOf(sources) {
  const salt = process.env.JAWAB_RELEASE_SALT ?? "";
  return createHash("sha256").update(sources).update(actionsKey()).update(salt).digest("hex").slice(0, 16);
}

/** The newest few and those in use stay; so does whatever isn't ours. */
function prune() {
  const names = readdirSync(RELEASES).filter((name) => /^[0-9a-f]{16}$/.test(name));
  const builtAt = (name) => statSync(join(RELEASES, name, MARKER), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const used = new Set(listUsers().flatMap((pid) => readFileSync(join(IN_USE, pid), "utf8").split("\n")));
  const old = names.sort((a, b) => builtAt(b) - builtAt(a)).slice(KEPT);
  for (const name of old) if (!used.has(name)) rmSync(join(RELEASES, name), { recursive: true, force: true });
}

function listUsers() {
  if (!existsSync(IN_USE)) return [];
  return readdirSync(IN_USE).filter((pid) => {
    try {
      process.kill(Number(pid), 0);
      return true;
    } catch (error) {
      if (error.code === "EPERM") return true;
      rmSync(join(IN_USE, pid), { force: true });
      return false;
    }
  });
}

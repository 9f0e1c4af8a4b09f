import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { linkTree } from "@/lib/launcher/link-tree.mjs";

type Release = { id: string; folder: string };

/** How a script of the launcher's ends, and all that it says. `env` as the shell of whoever types it. */
export function runLauncher(script: string, env: Record<string, string>): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`lib/launcher/${script}`], { env: { ...process.env, ...env } });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        output += chunk;
      });
    child.on("exit", (code) => resolve({ code: code ?? -1, output }));
  });
}

/** The release of the checked-out version for that data folder; with a salt, the one that JAWAB_RELEASE_SALT makes of it. */
export function releaseFor(dataFolder: string, salt = ""): Release {
  const code =
    'const { checkedOut } = await import("./lib/launcher/release.mjs"); console.log(JSON.stringify(checkedOut()))';
  const env = { ...process.env, PORTAL_DATA_DIR: dataFolder, JAWAB_RELEASE_SALT: salt };
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", code], { env, encoding: "utf8" }));
}

const made = new Set<string>();

/** Removes what `givenRelease` has made in this process: the checkout keeps only so many. */
export function removeReleases(): void {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
  made.clear();
}

/**
 * The built release once more under the ID that the salt makes of it, with `changes` to its files by path: what somebody else would
 * have built, in a second. An upgrade with that salt finds it built.
 */
export function givenRelease(dataFolder: string, salt: string, changes: Record<string, string> = {}): Release {
  const from = releaseFor(dataFolder);
  const to = releaseFor(dataFolder, salt);
  made.add(to.folder);
  rmSync(to.folder, { recursive: true, force: true });
  linkTree(from.folder, to.folder);
  rename(to.folder, from.id, to.id);
  for (const [path, content] of Object.entries(changes)) replace(join(to.folder, path), content);
  return to;
}

/** Every mention of an ID, in contents and in names of folders. */
function rename(folder: string, from: string, to: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name === "node_modules") continue;
    if (entry.isDirectory()) {
      rename(path, from, to);
      if (entry.name === from) renameSync(path, join(folder, to));
    } else if (entry.isFile()) {
      const content = readFileSync(path, "latin1");
      if (content.includes(from)) replace(path, content.replaceAll(from, to), "latin1");
    }
  }
}

/** Another file in its place: the old one is linked to from the release that this is a copy of. */
function replace(path: string, content: string, encoding: BufferEncoding = "utf8"): void {
  rmSync(path, { force: true });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, encoding);
}

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeAtomically } from "@/lib/folder";
import type { AppClient } from "./app-client";
import { fetchFile, type KeptFile, readKept } from "./kept-file";

/** Builds whose files are still served: a page opened before an upgrade goes on loading what it names. */
const KEPT_BUILDS = 5;
const HASHED = "/_next/static/";

/** What the app says of its build: the prerendered pages by public path, and every file that they may ask for. */
export const BuildSchema = z.object({
  buildId: z.string().regex(/^[\w-]{1,64}$/),
  /** Of the services and districts, which change without a build; null where the app can't say just now. */
  reference: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .nullable()
    .default(null),
  /** Of words and notices on the pages that differ from those of the build. */
  stamp: z
    .string()
    .regex(/^[\w-]{1,32}$/)
    .nullable()
    .default(null),
  pages: z.array(z.string().startsWith("/")),
  files: z.array(z.string().startsWith("/")),
});
/** Which builds lie here, the present one first. */
const CurrentSchema = z.object({ builds: z.array(z.string().regex(/^[\w.-]{1,140}$/)) });

export type KeptSite = ReturnType<typeof openKeptSite>;
type Files = ReadonlyMap<string, KeptFile>;

/**
 * The static side of the portal on the door's own disk: pages of the current build, hashed files of the last few builds. All
 * of it comes over HTTP from the app and is served when the app is away as well. One worker fetches, the others read what
 * it has kept; what is served changes at once and whole. Design §3, "Kept pages".
 */
export function openKeptSite(root: string) {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const currentFile = join(root, "current.json");
  const loaded = new Map<string, Files>();
  let builds: readonly string[] = [];
  let shown: Files = new Map();
  reload();

  function reload(): boolean {
    const listed = readCurrent(currentFile).filter((name) => existsSync(join(root, name)));
    if (listed.join() === builds.join()) return false;
    for (const name of listed) if (!loaded.has(name)) loaded.set(name, readBuild(join(root, name)));
    for (const name of loaded.keys()) if (!listed.includes(name)) loaded.delete(name);
    const next = new Map<string, KeptFile>();
    for (const name of listed.toReversed()) {
      for (const [path, file] of loaded.get(name) ?? []) {
        if (name === listed[0] || path.startsWith(HASHED)) next.set(path, file);
      }
    }
    builds = listed;
    shown = next;
    return true;
  }

  return {
    find: (path: string): KeptFile | null => shown.get(path) ?? null,
    /** The build whose pages are served, null before the first. */
    get current(): string | null {
      return builds[0] ?? null;
    },
    /** Takes over what another worker has fetched. */
    reload,
    /** Fetches the app's build where it is another than the one that is served. Whole or not at all. */
    async refresh(client: Pick<AppClient, "ask">): Promise<boolean> {
      const answer = await client.ask("GET", "/internal/build");
      if (answer.status !== 200) throw new Error(`The app's build answered ${answer.status}`);
      const build = BuildSchema.parse(JSON.parse(answer.body.toString("utf8")));
      const name = nameOf(build, builds);
      if (name === builds[0]) return false;
      if (!existsSync(join(root, name))) await fetchBuild(client, build, join(root, name));
      const kept = [name, ...readCurrent(currentFile).filter((other) => other !== name)].slice(0, KEPT_BUILDS);
      writeAtomically(currentFile, JSON.stringify({ builds: kept }));
      for (const entry of readdirSync(root, { withFileTypes: true })) {
        if (entry.isDirectory() && !kept.includes(entry.name))
          rmSync(join(root, entry.name), { recursive: true, force: true });
      }
      return reload();
    },
  };
}

/** While the app can't say which reference data it has, those of the build that we serve are as good. */
function nameOf({ buildId, reference, stamp }: z.infer<typeof BuildSchema>, builds: readonly string[]): string {
  if (reference) return [buildId, reference, stamp].filter(Boolean).join(".");
  return builds.find((name) => name.split(".")[0] === buildId) ?? buildId;
}

function readCurrent(file: string): string[] {
  try {
    return CurrentSchema.parse(JSON.parse(readFileSync(file, "utf8"))).builds;
  } catch {
    return []; // nothing yet; what can't be read is fetched anew
  }
}

async function fetchBuild(
  client: Pick<AppClient, "ask">,
  { pages, files }: z.infer<typeof BuildSchema>,
  folder: string,
): Promise<void> {
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  for (const path of pages) {
    await fetchFile(client, path, join(part, "pages", `${path === "/" ? "/index" : path}.html`));
  }
  for (const path of files) await fetchFile(client, path, join(part, "files", path));
  rmSync(folder, { recursive: true, force: true });
  renameSync(part, folder);
}

function readBuild(folder: string): Files {
  const files = new Map<string, KeptFile>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = join(folder, name);
    if (/\.(br|gz)$/.test(name) || !statSync(file).isFile()) continue;
    files.set(publicPath(name), readKept(file));
  }
  return files;
}

function publicPath(name: string): string {
  if (!name.startsWith("pages")) return name.slice("files".length);
  const path = name.slice("pages".length).replace(/\.html$/, "");
  return path === "/index" ? "/" : path;
}

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { z } from "zod";
import type { AppClient } from "./app-client";

const compress = promisify(brotliCompress);
const TEXT = /\.(html|js|css|json|svg|txt|webmanifest|map)$/;
const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json",
  woff2: "font/woff2",
};
/** Builds whose files are still served: a page opened before an upgrade goes on loading what it names. */
const KEPT_BUILDS = 5;

/** What the app says of its build: the prerendered pages by public path, and every file that they may ask for. */
export const BuildSchema = z.object({
  buildId: z.string().regex(/^[\w-]{1,64}$/),
  pages: z.array(z.string().startsWith("/")),
  files: z.array(z.string().startsWith("/")),
});

export type KeptFile = { body: Buffer; brotli: Buffer | null; type: string; etag: string; immutable: boolean };
export type KeptSite = ReturnType<typeof openKeptSite>;

/**
 * The static side of the portal on the door's own disk: pages of the current build, hashed files of the last few builds. All
 * of it comes over HTTP from the app and is served when the app is away as well. Design §3, "Kept pages".
 */
export function openKeptSite(root: string) {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const files = new Map<string, KeptFile>();
  let current: string | null = null;
  for (const build of listBuilds(root)) load(build);

  /** A build's files from disk; a later build's pages take the place of an earlier one's. */
  function load(buildId: string): void {
    const folder = join(root, buildId);
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      const file = join(folder, name);
      if (name.endsWith(".br") || !statSync(file).isFile()) continue;
      const path = publicPath(name);
      const body = readFileSync(file);
      files.set(path, {
        body,
        brotli: existsSync(`${file}.br`) ? readFileSync(`${file}.br`) : null,
        type: TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream",
        etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
        immutable: path.startsWith("/_next/static/"),
      });
    }
    current = buildId;
  }

  return {
    find: (path: string): KeptFile | null => files.get(path) ?? null,
    get buildId(): string | null {
      return current;
    },
    /** Fetches the app's build where it is another than the one that is kept. Whole or not at all. */
    async refresh(client: Pick<AppClient, "ask">): Promise<boolean> {
      const answer = await client.ask("GET", "/internal/build");
      if (answer.status !== 200) throw new Error(`The app's build answered ${answer.status}`);
      const build = BuildSchema.parse(JSON.parse(answer.body.toString("utf8")));
      if (build.buildId === current) return false;
      const folder = join(root, `${build.buildId}.part`);
      rmSync(folder, { recursive: true, force: true });
      for (const path of build.pages)
        await keep(client, path, join(folder, "pages", `${path === "/" ? "/index" : path}.html`));
      for (const path of build.files) await keep(client, path, join(folder, "files", path));
      rmSync(join(root, build.buildId), { recursive: true, force: true });
      renameSync(folder, join(root, build.buildId));
      load(build.buildId);
      for (const old of listBuilds(root).slice(0, -KEPT_BUILDS))
        rmSync(join(root, old), { recursive: true, force: true });
      return true;
    },
  };
}

/** Oldest first. */
function listBuilds(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.endsWith(".part"))
    .map(({ name }) => ({ name, at: statSync(join(root, name)).mtimeMs }))
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
}

function publicPath(name: string): string {
  if (!name.startsWith("pages")) return name.slice("files".length);
  const path = name.slice("pages".length).replace(/\.html$/, "");
  return path === "/index" ? "/" : path;
}

async function keep(client: Pick<AppClient, "ask">, path: string, file: string): Promise<void> {
  // What the app lists is ours, yet a path is never followed out of the folder.
  if (normalize(path) !== path) throw new Error(`Not a plain path: ${path}`);
  const answer = await client.ask("GET", path, { headers: { accept: "*/*", "accept-encoding": "identity" } });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, answer.body, { mode: 0o600 });
  if (TEXT.test(file)) {
    const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    writeFileSync(`${file}.br`, await compress(answer.body, { params: quality }), { mode: 0o600 });
  }
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { dirname, extname, normalize } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { contentPolicy, policyOfPage } from "@/lib/http/content-policy";
import { encodingOf, matchesTag, tagOf } from "@/lib/http/encoding";
import type { AppClient } from "./app-client";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const TEXT = /\.(html|js|css|json|svg|txt|webmanifest|map)$/;
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
/** Their names change with what is in them. */
const FOREVER = /^\/(_next\/static\/|api\/v1\/reference\.[\w-]+\.json$)/;

export type KeptFile = {
  body: Buffer;
  br: Buffer | null;
  gzip: Buffer | null;
  type: string;
  etag: string;
  policy: string;
};

export function readKept(file: string): KeptFile {
  const body = readFileSync(file);
  const beside = (ending: string) => (existsSync(file + ending) ? readFileSync(file + ending) : null);
  const isPage = file.endsWith(".html");
  return {
    body,
    br: beside(".br"),
    gzip: beside(".gz"),
    type: TYPES[extname(file)] ?? "application/octet-stream",
    etag: tagOf(body),
    policy: isPage ? policyOfPage(body.toString("utf8")) : contentPolicy([]),
  };
}

/** A kept page or file as its asker takes it: compressed, or 304 where it has it already. */
export function answerKept(kept: KeptFile, request: IncomingMessage, path: string): Response {
  const headers: Record<string, string> = {
    "content-type": kept.type,
    etag: kept.etag,
    "cache-control": FOREVER.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
    vary: kept.type.startsWith("text/html") ? "accept-encoding, rsc" : "accept-encoding",
    "content-security-policy": kept.policy,
  };
  if (matchesTag(request, kept.etag)) return new Response(null, { status: 304, headers });
  const encoding = encodingOf(request);
  const smaller = encoding && kept[encoding === "br" ? "br" : "gzip"];
  if (encoding && smaller) headers["content-encoding"] = encoding;
  return new Response(new Uint8Array(smaller ?? kept.body), { status: 200, headers });
}

/** A page or file of the app's to this disk, compressed beside itself. Throws where the app doesn't give it whole. */
export async function fetchFile(client: Pick<AppClient, "ask">, path: string, file: string): Promise<void> {
  // What the app lists is ours, yet a path is never followed out of the folder.
  if (normalize(path) !== path) throw new Error(`Not a plain path: ${path}`);
  const answer = await client.ask("GET", path, { headers: { accept: "*/*", "accept-encoding": "identity" } });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const write = (ending: string, bytes: Buffer) => writeFileSync(file + ending, bytes, { mode: 0o600 });
  write("", answer.body);
  if (!TEXT.test(file)) return;
  // What never changes is worth the time: phones on a slow network fetch it whole (lib/launcher/service-worker counts it).
  const quality = FOREVER.test(path) ? 11 : 9;
  write(".br", await brotli(answer.body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }));
  write(".gz", await zip(answer.body, { level: 9 }));
}

import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";

export type Encoding = "br" | "gzip";

/** The smallest encoding that the client takes; null where it takes none of ours. Old phones over HTTP know gzip alone. */
export function encodingOf({ headers }: Pick<IncomingMessage, "headers">): Encoding | null {
  const taken = new Map(
    String(headers["accept-encoding"] ?? "")
      .split(",")
      .map((part) => {
        const [name = "", ...parameters] = part.trim().toLowerCase().split(";");
        const quality = parameters.map((text) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(text)?.[1]).find(Boolean);
        return [name.trim(), Number(quality ?? 1)] as const;
      }),
  );
  const takes = (name: Encoding) => (taken.get(name) ?? taken.get("*") ?? 0) > 0;
  return takes("br") ? "br" : takes("gzip") ? "gzip" : null;
}

/** What `If-None-Match` names a content by. Weak, for the same tag stands for each of its encodings. */
export function tagOf(content: string | Uint8Array): string {
  return `W/"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;
}

/** Whether what a client has by `If-None-Match` is what we would send. */
export function matchesTag({ headers }: Pick<IncomingMessage, "headers">, etag: string): boolean {
  const had = headers["if-none-match"];
  if (had === undefined) return false;
  const plain = (tag: string) => tag.trim().replace(/^W\//, "");
  return had.trim() === "*" || had.split(",").some((tag) => plain(tag) === plain(etag));
}

import { err, ok, type Result } from "@/lib/domain/result";
import type { ProblemCode } from "@/lib/http/problem";
import { MAX_JSON_BYTES, parseJsonBody } from "@/lib/schemas/json-body";

export type BodyRefusal = "too-large" | "broken-off";

/**
 * The request's body, of at most `most` bytes; the answer needs no more than the first byte too many. A client hears it
 * only when it has got rid of its body, so what is left is thrown away for a while behind our back.
 */
export async function readBody(request: Request, most: number): Promise<Result<Buffer, BodyRefusal>> {
  if (Number(request.headers.get("content-length")) > most) return err("too-large");
  if (!request.body) return ok(Buffer.alloc(0));
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.byteLength;
      if (bytes > most) {
        void throwAway(reader);
        return err("too-large");
      }
      chunks.push(part.value);
    }
  } catch {
    return err("broken-off"); // the client went away
  }
  return ok(Buffer.concat(chunks));
}

/** As much as whole complaints with all their files have; whoever sends more meets a closed connection. */
const PATIENCE_BYTES = 32 * 1024 * 1024;

async function throwAway(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  let bytes = 0;
  try {
    for (let part = await reader.read(); !part.done && bytes < PATIENCE_BYTES; part = await reader.read()) {
      bytes += part.value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The client went away.
  }
}

/** The request's JSON, read strictly, or the code of the problem that is answered. */
export async function readJson(request: Request): Promise<Result<unknown, ProblemCode>> {
  if (!isJson(request.headers.get("content-type"))) return err("not-json-type");
  const body = await readBody(request, MAX_JSON_BYTES);
  const json = body.ok ? parseJsonBody(body.value) : body;
  return json.ok ? json : err(json.error === "too-large" ? "body-too-large" : json.error);
}

function isJson(contentType: string | null): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType?.trim() ?? "");
}

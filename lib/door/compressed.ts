import type { IncomingMessage } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { encodingOf } from "@/lib/http/encoding";

const WORTH_IT = /^text\/(html|javascript)\b/;
/** A page of ours takes a third of a millisecond so, and is hardly larger than at the slowest. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** A page made for this one request, as its asker takes it. What is kept comes compressed already. */
export async function compressed(answer: Response, request: IncomingMessage): Promise<Response> {
  const { status, headers } = answer;
  if (!answer.body || headers.has("content-encoding") || !WORTH_IT.test(headers.get("content-type") ?? ""))
    return answer;
  const more = new Headers(headers);
  more.append("vary", "accept-encoding");
  const body = Buffer.from(await answer.arrayBuffer());
  const encoding = encodingOf(request);
  if (!encoding) return new Response(new Uint8Array(body), { status, headers: more });
  more.set("content-encoding", encoding);
  const small = encoding === "br" ? brotliCompressSync(body, QUALITY) : gzipSync(body);
  return new Response(new Uint8Array(small), { status, headers: more });
}

/** A network that does everything wrong that networks do, between a browser and a portal. */

import { randomInt } from "node:crypto";
import { Agent, request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * `cut`: the portal gets all, and its answer breaks off at a random byte. `deaf`: the portal gets nothing. `captive`: 200 and
 * a page of somebody else's. `wrong-hash`: the portal's answer with another hash. `answer`: a made-up answer, the portal gets
 * nothing. `slow`: all is well, after a while. `append`: something more at the end, so that a file is another.
 */
export type Mischief =
  | { does: "cut" | "deaf" | "captive" | "wrong-hash" }
  | { does: "answer"; status: number; headers?: Record<string, string>; json: object }
  | { does: "slow"; ms: number }
  | { does: "append"; text: string };

/** `status` is what the portal said, whatever became of that; null when it wasn't asked. */
export type Asked = { method: string; path: string; body: Buffer; status: number | null };
export type BadServer = Awaited<ReturnType<typeof openBadServer>>;

const SCRATCH = ["connection", "keep-alive", "transfer-encoding"];

/** Stands in front of `target` (an origin). `decide` says what happens to each request; null lets it through. */
export async function openBadServer(target: string) {
  const agent = new Agent({ keepAlive: true });
  const log: Asked[] = [];
  let decide: (asked: Asked) => Mischief | null = () => null;

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = { method: request.method ?? "GET", path: request.url ?? "/", body: await readAll(request) };
    const entry: Asked = { ...asked, status: null };
    log.push(entry);
    const mischief = decide(entry);
    switch (mischief?.does) {
      case "deaf":
        return void request.socket.destroy();
      case "captive":
        response.writeHead(200, { "content-type": "text/html" });
        return void response.end("<h1>Welcome! Please accept our terms.</h1>");
      case "answer":
        response.writeHead(mischief.status, { "content-type": typeOf(mischief.status), ...mischief.headers });
        return void response.end(JSON.stringify(mischief.json));
      case "slow":
        await new Promise((resolve) => setTimeout(resolve, mischief.ms));
    }
    // What is changed must be readable.
    if (mischief?.does === "wrong-hash" || mischief?.does === "append") delete request.headers["accept-encoding"];
    const answer = await passOn(request, asked.body);
    entry.status = answer.status;
    if (mischief?.does === "cut") return cut(request, answer);
    const body = changed(answer.body, mischief);
    response.writeHead(answer.status, { ...answer.headers, "content-length": body.length });
    response.end(request.method === "HEAD" ? undefined : body);
  }

  function passOn({ method, url, headers }: IncomingMessage, body: Buffer) {
    type Answer = { status: number; headers: Record<string, string | string[]>; body: Buffer };
    return new Promise<Answer>((resolve, reject) => {
      const outgoing = ask(new URL(url ?? "/", target), { method, headers, agent }, async (answer) => {
        const kept = Object.entries(answer.headers).filter(([name]) => !SCRATCH.includes(name));
        const all = Object.fromEntries(kept) as Record<string, string | string[]>;
        resolve({ status: answer.statusCode ?? 502, headers: all, body: await readAll(answer) });
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    decide(next: (asked: Asked) => Mischief | null): void {
      decide = next;
    },
    async close(): Promise<void> {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whether it brings a complaint or a file. */
export function isPut({ method }: Asked): boolean {
  return method === "PUT";
}

export function problemOf(status: number, code: string): object {
  return { type: `/problems/${code}`, status, code, title: code, detail: code };
}

function typeOf(status: number): string {
  return status >= 400 ? "application/problem+json" : "application/json";
}

/** At any byte of status line, headers or body, the first one included. */
function cut(
  { socket, httpVersion }: IncomingMessage,
  { status, headers, body }: { status: number; headers: Record<string, string | string[]>; body: Buffer },
): void {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`));
  const head = [`HTTP/${httpVersion} ${status} Whatever`, ...lines.filter((line) => !/^content-length/i.test(line))];
  const whole = Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\ncontent-length: ${body.length}\r\n\r\n`), body]);
  socket.write(whole.subarray(0, randomInt(whole.length)), () => socket.destroy());
}

function changed(body: Buffer, mischief: Mischief | null): Buffer {
  if (mischief?.does === "append") return Buffer.concat([body, Buffer.from(mischief.text)]);
  if (mischief?.does !== "wrong-hash") return body;
  return Buffer.from(body.toString("utf8").replace(/[0-9a-f]{64}/g, "0".repeat(64)));
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

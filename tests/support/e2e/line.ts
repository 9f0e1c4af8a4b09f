/** The line between a phone and the portal: it can be cut, and it can hand out what a next build would. */
import { Agent, request as ask, createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { PagePack } from "@/lib/service-worker/page-pack";

type Answer = { status: number; headers: IncomingMessage["headers"]; body: Buffer };
export type Line = Awaited<ReturnType<typeof openLine>>;

const SCRATCH = ["connection", "keep-alive", "transfer-encoding", "content-encoding", "content-length"];
const PACK = /\/_next\/static\/offline\/([0-9a-f]{16})\.json/;
const NEXT_PACK = "2222222222222222";

/** In front of `target` (an origin), at an origin of its own. */
export async function openLine(target: string) {
  const agent = new Agent({ keepAlive: true });
  const asked: string[] = [];
  let rewrite: (path: string, get: (path: string) => Promise<Answer>) => Promise<Answer> = (path, get) => get(path);
  let port = 0;
  let server: Server | null = null;

  async function up(): Promise<void> {
    const opened = createServer((request, response) => {
      readAll(request)
        .then(async (body) => {
          const path = request.url ?? "/";
          asked.push(`${request.method} ${path}`);
          const get = (where: string) => pass(request, where, body);
          const answer = request.method === "GET" ? await rewrite(path, get) : await get(path);
          response.writeHead(answer.status, { ...answer.headers, "content-length": answer.body.length });
          response.end(answer.body);
        })
        .catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => opened.listen(port, "127.0.0.1", resolve));
    port = (opened.address() as AddressInfo).port;
    server = opened;
  }

  async function cut(): Promise<void> {
    const closing = server;
    server = null;
    await new Promise<void>((resolve) => {
      if (!closing) return resolve();
      closing.close(() => resolve());
      closing.closeAllConnections();
    });
  }

  function pass({ method, headers }: IncomingMessage, path: string, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      // What is changed must be readable, and sent.
      const { "accept-encoding": _, "if-none-match": __, ...rest } = headers;
      const passed = ask(new URL(path, target), { method, headers: rest, agent }, (answer) => {
        const kept = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !SCRATCH.includes(name)));
        readAll(answer).then(
          (bytes) => resolve({ status: answer.statusCode ?? 502, headers: kept, body: bytes }),
          reject,
        );
      });
      passed.on("error", reject);
      passed.end(body);
    });
  }

  await up();
  return {
    origin: `http://127.0.0.1:${port}`,
    /** "GET /lodge", in the order in which it came. */
    asked,
    cut,
    up,
    /** From now on another build answers: its pages are marked so (`markOf`), and its worker lists them. */
    upgrade(mark: string): void {
      rewrite = async (path, get) => {
        if (path.includes(NEXT_PACK)) {
          const worker = (await get("/sw.js")).body.toString("utf8");
          const answer = await get(PACK.exec(worker)?.[0] ?? "/");
          const { headers, pages } = JSON.parse(answer.body.toString("utf8")) as PagePack;
          const next = pages.map((page) => ({ ...page, etag: `W/"${mark}"`, html: marked(page.html, mark) }));
          return { ...answer, body: Buffer.from(JSON.stringify({ headers, pages: next })) };
        }
        const answer = await get(path);
        const text = answer.body.toString("utf8");
        if (path === "/sw.js") {
          return { ...answer, body: Buffer.from(text.replace(/[0-9a-f]{16}(?=\.json)/g, NEXT_PACK)) };
        }
        if (!answer.headers["content-type"]?.startsWith("text/html") || answer.status !== 200) return answer;
        return {
          ...answer,
          headers: { ...answer.headers, etag: `W/"${mark}"` },
          body: Buffer.from(marked(text, mark)),
        };
      };
    },
    /** From now on this page alone is marked: the same build, after an office changed a word. */
    edit(page: string, mark: string): void {
      rewrite = async (path, get) => {
        const answer = await get(path);
        if (path !== page) return answer;
        const html = marked(answer.body.toString("utf8"), mark);
        return { ...answer, headers: { ...answer.headers, etag: `W/"${mark}"` }, body: Buffer.from(html) };
      };
    },
    async close(): Promise<void> {
      await cut();
      agent.destroy();
    },
  };
}

/** The title is no mark: script writes it anew from the page's payload. */
function marked(html: string, mark: string): string {
  return html.replace("<head>", `<head><meta name="mark" content="${mark}">`);
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { contentHashOf, lodgement, mint } from "@/tests/support/e2e/api";
import type { Sent } from "./lodger";

export type Failure = { at: string; what: string; why: string };
export type Visits = { asked: number; failures: Failure[]; millis: number[]; acknowledged: Sent[] };
type Reply = { status: number; headers: IncomingHttpHeaders; body: string };

const PAGES = ["/", "/ur", "/lodge", "/ur/lodge", "/track", "/about", "/sign-in", "/healthz"];

/**
 * People who look and lodge, so many requests a second, on connections that are kept alive, with nothing sent a second time: a
 * request that gets no good answer at once is a failure. Goes on until `stop`, which waits for the last answer.
 */
export function visitors(origin: string, perSecond: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const visits: Visits = { asked: 0, failures: [], millis: [], acknowledged: [] };
  const open = new Set<Promise<void>>();
  let isOver = false;

  function ask(method: string, path: string, body?: Buffer): Promise<Reply> {
    return new Promise((done, failed) => {
      const headers = body ? { "content-type": "application/json", "content-length": body.length } : {};
      const call = request(origin + path, { method, agent, headers, timeout: 30_000 }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", failed);
        answer.on("end", () =>
          done({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      });
      call.on("error", failed);
      call.on("timeout", () => call.destroy(new Error("silence")));
      call.end(body);
    });
  }

  /** Every fourth lodges, every fourth looks one up, the others read a page. Answers with what was wrong, or null. */
  async function visit(number: number): Promise<{ what: string; why: string | null }> {
    if (number % 4 === 0) return lodge(number);
    const known = visits.acknowledged[Math.floor(Math.random() * visits.acknowledged.length)]?.trackingId;
    if (number % 4 === 1 && known) {
      const path = number % 8 === 1 ? `/api/v1/complaints/${known}` : `/ur/t/${known}`;
      const { status, body } = await ask("GET", path);
      const isRight = status === 200 && body.includes(known);
      return { what: `GET ${path}`, why: isRight ? null : `${status} ${body.slice(0, 200)}` };
    }
    const path = PAGES[number % PAGES.length] ?? "/";
    const { status, body } = await ask("GET", path);
    return { what: `GET ${path}`, why: status === 200 ? null : `${status} ${body.slice(0, 200)}` };
  }

  async function lodge(number: number): Promise<{ what: string; why: string | null }> {
    const claim = mint();
    const text = `Number ${number} of the visitors: the drain is blocked.`;
    const body = lodgement(claim.claimKey, { text });
    const contentHash = contentHashOf(body);
    const path = `/api/v1/complaints/${claim.trackingId}`;
    const reply = await ask("PUT", path, Buffer.from(JSON.stringify(body)));
    const said = reply.status < 300 ? JSON.parse(reply.body) : {};
    const isRight = [200, 201, 202].includes(reply.status) && said.ok && said.contentHash === contentHash;
    if (isRight) visits.acknowledged.push({ ...claim, text, contentHash, files: [] });
    return { what: "PUT a complaint", why: isRight ? null : `${reply.status} ${reply.body.slice(0, 200)}` };
  }

  async function once(number: number): Promise<void> {
    const began = performance.now();
    const at = new Date().toISOString();
    visits.asked += 1;
    try {
      const { what, why } = await visit(number);
      if (why !== null) visits.failures.push({ at, what, why });
    } catch (error) {
      visits.failures.push({ at, what: `request ${number}`, why: String(error) });
    }
    visits.millis.push(performance.now() - began);
  }

  async function run(): Promise<void> {
    const began = performance.now();
    for (let number = 0; !isOver; number += 1) {
      const work = once(number).finally(() => open.delete(work));
      open.add(work);
      await sleep(Math.max(0, began + ((number + 1) * 1_000) / perSecond - performance.now()));
    }
    await Promise.all(open);
  }

  const running = run();
  return {
    visits,
    async stop(): Promise<Visits> {
      isOver = true;
      await running;
      agent.destroy();
      return visits;
    },
  };
}

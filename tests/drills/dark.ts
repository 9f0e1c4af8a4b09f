/** The app stopped and the main database moved away: tracking and lodging go on, and nothing is missing afterwards. */
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { lodger, type Sent } from "@/tests/support/drill/lodger";
import { drillPortal } from "@/tests/support/drill/portal";
import { percentile, type Row, row } from "@/tests/support/drill/report";
import { findInDatabase } from "@/tests/support/drill/verify";

export type DarkSize = {
  lookups: number;
  lodgings: number;
  port: number;
  name: string;
  /** A clock judges in a drill, never in a test. */
  judgeSpeed: boolean;
};
/** How many complaints there are to look up. */
const KNOWN = 200;

export async function dark({ lookups, lodgings, port, name, judgeSpeed }: DarkSize): Promise<Row[]> {
  const portal = drillPortal(name, port);
  await portal.start();
  const client = await lodger(portal.origin);
  const { tally } = client;
  try {
    await client.lodgeUntil(({ acknowledged }) => acknowledged.length >= KNOWN);
    const known = tally.acknowledged.slice(0, KNOWN);
    const normal = await lookUp(portal.origin, known, lookups, ["NEW", "ASSIGNED"]);

    const away = join(portal.folder, "moved-away");
    mkdirSync(away);
    const database = join(portal.folder, "db");
    renameSync(database, join(away, "db"));
    const app = (await portal.readiness())?.body.app?.pid;
    if (app) process.kill(app, "SIGKILL"); // it is started again, and finds no database
    await portal.until(({ mode }) => mode !== "normal", 30);

    const without = await lookUp(portal.origin, known, lookups, ["NEW", "ASSIGNED"]);
    const before = tally.acknowledged.length;
    await client.lodgeUntil(({ acknowledged }) => acknowledged.length >= before + lodgings);
    const spooled = tally.acknowledged.slice(before);
    const seen = await lookUp(portal.origin, spooled, spooled.length, ["RECEIVED"]);

    if (existsSync(database)) throw new Error("Something has put another database in place of the one that was moved");
    renameSync(join(away, "db"), database);
    const whole = await portal.until((body, status) => status === 200 && body.spool?.waiting === 0, 120);
    const found = await findInDatabase(portal.folder, tally.acknowledged);
    const ratio = percentile(without.millis, 95) / percentile(normal.millis, 95);
    return [
      row("look-ups without app and database", without.millis.length, without.millis.length === lookups),
      row("of them wrong", without.wrong, without.wrong === 0),
      row("wrong ones while all was well", normal.wrong, normal.wrong === 0),
      row("p95 against the normal one", `${ratio.toFixed(2)} times`, judgeSpeed ? ratio <= 2 : null),
      row("lodgings accepted meanwhile", spooled.length, spooled.length >= lodgings),
      row("of them not found by their ID at once", seen.wrong, seen.wrong === 0),
      row("not there when the database is back", found.lost, found.lost === 0),
      row("entered twice", found.twice, found.twice === 0),
      row("with other content", found.changed, found.changed === 0),
      row("files lost", found.filesLost, found.filesLost === 0),
      row("stored files that don't decode", found.filesBroken, found.filesBroken === 0),
      row("records refused at replay", whole.spool?.refused ?? 0, (whole.spool?.refused ?? 0) === 0),
      row("no good answer", tally.unanswered, tally.unanswered === 0),
    ];
  } finally {
    client.close();
    await portal.stop();
  }
}

/** Looks up by page and by API in turn, eight at once. Wrong: no 200, another ID, or a state that isn't one of `states`. */
async function lookUp(origin: string, known: readonly Sent[], count: number, states: readonly string[]) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const millis: number[] = [];
  let wrong = 0;
  let next = 0;
  async function one(number: number): Promise<void> {
    const { trackingId } = known[number % known.length] as Sent;
    const byApi = number % 2 === 0;
    const started = performance.now();
    const { status, text } = await get(
      agent,
      origin + (byApi ? `/api/v1/complaints/${trackingId}?lang=en` : `/t/${trackingId}`),
    );
    millis.push(performance.now() - started);
    const right = byApi
      ? JSON.parse(text).trackingId === trackingId && states.includes(JSON.parse(text).state)
      : text.includes(trackingId) && text.includes("</html>");
    if (status !== 200 || !right) wrong += 1;
  }
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let number = next++; number < count; number = next++) await one(number);
    }),
  );
  agent.destroy();
  return { millis, wrong };
}

function get(agent: Agent, url: string): Promise<{ status: number; text: string }> {
  return new Promise((done) => {
    const call = request(url, { agent, timeout: 30_000 }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => done({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
      answer.on("error", () => done({ status: 0, text: "{}" }));
    });
    call.on("error", () => done({ status: 0, text: "{}" }));
    call.on("timeout", () => call.destroy());
    call.end();
  });
}

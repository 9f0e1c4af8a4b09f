/** `kill -9` of a random process of the portal under load, again and again: what was acknowledged is there, once. */
import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { lodger, type Tally } from "@/tests/support/drill/lodger";
import { type DrillPortal, drillPortal } from "@/tests/support/drill/portal";
import { type Row, row } from "@/tests/support/drill/report";
import { findInDatabase } from "@/tests/support/drill/verify";

export type KillsSize = { kills: number; lodgings: number; port: number; name: string };

export async function kills({ kills, lodgings, port, name }: KillsSize): Promise<Row[]> {
  const portal = drillPortal(name, port);
  await portal.start();
  const client = await lodger(portal.origin);
  try {
    const started = Date.now();
    let over = false;
    const enough = ({ acknowledged }: Tally) => over && acknowledged.length >= lodgings;
    const killing = killOften(portal, kills, () => client.tally.acknowledged.length / lodgings).finally(() => {
      over = true;
    });
    await client.lodgeUntil(enough);
    const killed = await killing;
    const seconds = (Date.now() - started) / 1000;
    const whole = await portal.until((body, status) => status === 200 && body.spool?.waiting === 0, 180);
    const { tally } = client;
    const found = await findInDatabase(portal.folder, tally.acknowledged);
    const files = tally.acknowledged.reduce((sum, { files: mine }) => sum + mine.length, 0);
    const total = Object.values(killed).reduce((sum, count) => sum + count, 0);
    return [
      row("processes killed", `${total} (${JSON.stringify(killed)})`, total >= kills),
      row("acknowledged lodgings", tally.acknowledged.length, tally.acknowledged.length >= lodgings),
      row("of them answered 202, from the spool", tally.statuses.get(202) ?? 0),
      row("acknowledged files", files, files > 0),
      row("lost", found.lost, found.lost === 0),
      row("entered twice", found.twice, found.twice === 0),
      row("with other content", found.changed, found.changed === 0),
      row("files lost", found.filesLost, found.filesLost === 0),
      row("stored files that don't decode", found.filesBroken, found.filesBroken === 0),
      row("records refused at replay", whole.spool?.refused ?? 0, (whole.spool?.refused ?? 0) === 0),
      row("broken connections, sent once more", tally.repeated),
      row("no good answer the second time neither", tally.unanswered),
      row("answers by status", JSON.stringify(Object.fromEntries(tally.statuses))),
      row("took", `${seconds.toFixed(0)} s`),
    ];
  } finally {
    client.close();
    await portal.stop();
  }
}

/** Kills `count` processes by chance, spread over the whole of the load. Answers with how many of each kind. */
async function killOften(portal: DrillPortal, count: number, progress: () => number) {
  const killed: Record<string, number> = { app: 0, door: 0 };
  for (let number = 0; number < count; number += 1) {
    const due = number / count;
    // The load sets the pace, yet never so fast that nothing runs between two kills.
    await sleep(randomInt(400, 1_200));
    for (let waited = 0; progress() < due && waited < 20_000; waited += 50) await sleep(50);
    const said = (await portal.readiness())?.body;
    const parts = [
      ...(said?.app?.pid ? [{ kind: "app", pid: said.app.pid }] : []),
      ...(said?.doors ?? []).map(({ pid }) => ({ kind: "door", pid })),
    ];
    const chosen = parts[parts.length > 0 ? randomInt(parts.length) : 0];
    if (!chosen || !kill(chosen.pid)) {
      number -= 1;
      continue;
    }
    killed[chosen.kind] = (killed[chosen.kind] ?? 0) + 1;
  }
  return killed;
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false; // it had died before
  }
}

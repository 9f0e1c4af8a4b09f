import { randomInt } from "node:crypto";
import { paths } from "@/lib/web/paths";
import { type Row, row } from "@/tests/support/drill/report";
import { isPut, openBadServer } from "@/tests/support/phone/bad-server";
import { exactly, runAlone, withPhone } from "@/tests/support/phone/drill";
import type { Kept } from "@/tests/support/phone/in-page";
import { bringPhone } from "@/tests/support/phone/phone-code";
import { findArrived } from "@/tests/support/phone/proof";
import { countTwice } from "./phone";

/** Of a hundred requests: so many answers are cut, and so many requests never arrive. */
const CUT = 60;
const DEAF = 10;
/** A round ends when nobody answers three times in a row, which here is often. */
const ROUNDS = 20;
/** The proof at the end asks for so many at a time. */
const AT_ONCE = 20;

/**
 * Lodgings from a phone through a proxy that cuts the answer at a random byte, or never passes the request on. None may be
 * stored twice, and none may be shown as sent that the portal doesn't have.
 */
export function cut({ origin, lodgings }: { origin: string; lodgings: number }): Promise<Row[]> {
  return withPhone(async (start) => {
    const net = await openBadServer(origin);
    let cuts = 0;
    net.decide((asked) => {
      if (!isPut(asked)) return null;
      const luck = randomInt(100);
      if (luck < CUT) cuts += 1;
      return luck < CUT ? { does: "cut" } : luck < CUT + DEAF ? { does: "deaf" } : null;
    });
    const browser = await start();
    const page = await browser.context.newPage();
    await page.goto(`${net.origin}/icon.svg`); // no script of the portal: the drill itself asks for each round
    await bringPhone(page);
    const all: Kept[] = await page.evaluate((count) => globalThis.phone.keepMany(count, {}), lodgings);

    let untrue = 0;
    const believed = new Set<string>();
    for (let left = lodgings; left > 0; ) {
      left = await page.evaluate(sendRounds, ROUNDS);
      for (const trackingId of (await page.evaluate(listSent)).filter((id) => !believed.has(id))) {
        believed.add(trackingId);
        const { status } = await fetch(origin + paths.api.complaint(trackingId));
        if (status !== 200) untrue += 1;
      }
    }
    await browser.kill();
    let same = 0;
    for (let at = 0; at < all.length; at += AT_ONCE) {
      const arrived = await Promise.all(all.slice(at, at + AT_ONCE).map((kept) => findArrived(origin, kept)));
      same += arrived.filter((one) => one?.sameContent).length;
    }
    await net.close();
    return [
      exactly("lodgings with the portal, content as sent", same, lodgings),
      exactly("stored twice", countTwice(net), 0),
      exactly("shown as sent that were not", untrue, 0),
      row("answers cut at a random byte", cuts, cuts > lodgings / 2),
    ];
  });
}

/** In the page: so many presses of the button. Answers with what is left. */
async function sendRounds(most: number): Promise<number> {
  let unsent = 1;
  for (let round = 0; round < most && unsent > 0; round += 1) unsent = (await globalThis.phone.sendAll()).unsent;
  return unsent;
}

/** In the page: what it would show as sent. */
async function listSent(): Promise<string[]> {
  const all = await globalThis.phone.list();
  return all.filter(({ delivery }) => delivery === "delivered").map(({ trackingId }) => trackingId);
}

await runAlone(import.meta.url, 20, (origin) => cut({ origin, lodgings: Number(process.env.LODGINGS ?? 2_000) }));

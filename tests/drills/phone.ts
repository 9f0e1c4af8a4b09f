import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { type Row, row } from "@/tests/support/drill/report";
import { type BadServer, isPut, openBadServer } from "@/tests/support/phone/bad-server";
import type { PhoneBrowser } from "@/tests/support/phone/browser";
import { exactly, runAlone, withPhone } from "@/tests/support/phone/drill";
import type { Kept } from "@/tests/support/phone/in-page";
import { bringPhone } from "@/tests/support/phone/phone-code";
import { findArrived } from "@/tests/support/phone/proof";
import { turnIntoVersion1 } from "@/tests/support/phone/version-1";

/** How long the network takes for each request, in milliseconds. */
const SOON_MS = 15;
const LATER_MS = 2_000;

type Size = { origin: string; complaints: number; photos: number; kills: number };

/**
 * So many complaints with so many photos each wait on a phone whose browser is killed again and again, gets a new service
 * worker and new versions of its database. All must arrive as they were, none twice.
 */
export function phone({ origin, complaints, photos, kills }: Size): Promise<Row[]> {
  return withPhone(async (start) => {
    const net = await openBadServer(origin);
    let build = 0; // each counts as another build's worker
    let pace = SOON_MS;
    net.decide((asked) => {
      if (asked.path === "/sw.js") return { does: "append", text: `\n// ${build}\n` };
      return isPut(asked) ? { does: "slow", ms: pace } : null;
    });
    const puts = () => net.log.filter(isPut).length;
    let browser: PhoneBrowser = await start();
    const open = async (path: string): Promise<Page> => {
      const page = await browser.context.newPage();
      await page.goto(net.origin + path);
      return page;
    };

    const first = await open("/track");
    const workers = [await lookForWorker(first)];
    await bringPhone(first);
    await browser.context.setOffline(true);
    const all: Kept[] = await first.evaluate(([count, each]) => globalThis.phone.keepMany(count, { photos: each }), [
      complaints,
      photos,
    ] as const);
    await turnIntoVersion1(first);
    await browser.kill();

    let inTheMidst = 0;
    for (let kill = 1; kill <= kills; kill += 1) {
      browser = await start();
      if (kill === 2) build += 1; // a new service worker
      if (kill === 3) await newerVersion(await open("/icon.svg"));
      const page = await open(kill % 2 === 0 ? "/my" : "/ur");
      if (kill === 2) {
        pace = LATER_MS; // or all would be sent before the new worker is there
        workers.push(await lookForWorker(page));
        pace = SOON_MS;
      }
      const share = Math.max(4, Math.floor((all.length * (photos + 1) - puts()) / (kills - kill + 2)));
      const enough = puts() + randomInt(Math.floor(share / 3), share);
      for (let tries = 0; tries < 1_000 && puts() < enough; tries += 1) await sleep(20);
      await browser.kill();
      if (puts() < complaints * (photos + 1)) inTheMidst += 1;
    }

    browser = await start();
    const last = await open("/");
    await bringPhone(last);
    const left = () => last.evaluate(async () => (await globalThis.phone.listTodo()).length);
    for (let tries = 0; tries < 1_200 && (await left()) > 0; tries += 1) await sleep(500);
    const records = await last.evaluate(async () =>
      (await globalThis.phone.list()).map(({ delivery, files }) => ({ delivery, files })),
    );
    await browser.kill();
    const arrived = await Promise.all(all.map((kept) => findArrived(origin, kept)));
    await net.close();

    const photosThere = arrived.flatMap(
      (one, at) => one?.files.filter((sha256) => all[at]?.files.includes(sha256)) ?? [],
    );
    return [
      exactly(
        "complaints with the portal, content as sent",
        arrived.filter((one) => one?.sameContent).length,
        complaints,
      ),
      exactly("photos with the portal, by their hash as sent", photosThere.length, complaints * photos),
      exactly("stored more than once", countTwice(net), 0),
      exactly(
        "delivered, says the phone",
        records.filter(({ delivery }) => delivery === "delivered").length,
        complaints,
      ),
      exactly("with a file left on the phone", records.filter((one) => one.files.some(isLeft)).length, 0),
      row("kills in the midst of sending", inTheMidst, inTheMidst >= kills / 2),
      exactly("service workers: the first, and a newer one", workers.filter(Boolean).length, 2),
    ];
  });
}

const isLeft = ({ delivery }: { delivery: string }) => delivery !== "delivered";

/** How many addresses the portal says to have created twice. */
export function countTwice({ log }: BadServer): number {
  const created = new Map<string, number>();
  for (const { path, status } of log) if (status === 201) created.set(path, (created.get(path) ?? 0) + 1);
  return [...created.values()].filter((times) => times > 1).length;
}

/** Whether a service worker has come that wasn't at work before. */
async function lookForWorker(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const late = new Promise<null>((resolve) => setTimeout(resolve, 15_000, null));
    const before = navigator.serviceWorker.controller;
    const ready = await Promise.race([navigator.serviceWorker.ready, late]);
    await ready?.update();
    return before === null ? ready !== null : Boolean(ready?.installing ?? ready?.waiting);
  });
}

/** What a later build would do: version 3, with one table more. */
async function newerVersion(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const open = indexedDB.open("jawab", 3);
    open.onupgradeneeded = () => {
      if (!open.result.objectStoreNames.contains("later")) open.result.createObjectStore("later");
    };
    await new Promise((resolve, reject) => {
      open.onsuccess = resolve;
      open.onerror = reject;
    });
    open.result.close();
  });
}

const size = (name: string, usual: number) => Number(process.env[name] ?? usual);
await runAlone(import.meta.url, 20, (origin) =>
  phone({ origin, complaints: size("COMPLAINTS", 200), photos: size("PHOTOS", 3), kills: size("KILLS", 6) }),
);

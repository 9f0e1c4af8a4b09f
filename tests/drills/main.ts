/** `npm run drill [-- name …]`: the long fault tests, one after another, each with a table. Ends with 1 where one doesn't hold. */
import { drillPortal } from "@/tests/support/drill/portal";
import { type Row, report } from "@/tests/support/drill/report";
import { cut } from "./cut";
import { dark } from "./dark";
import { kills } from "./kills";
import { phone } from "./phone";
import { upgrades } from "./upgrades";

const PORT = 4290;

const DRILLS: Record<string, { title: string; run: () => Promise<Row[]> }> = {
  kills: {
    title: "50 times kill -9 of a random process under load",
    run: () => kills({ kills: 50, lodgings: 5_000, port: PORT, name: "kills" }),
  },
  dark: {
    title: "App stopped, main database moved away",
    run: () => dark({ lookups: 10_000, lodgings: 500, port: PORT, name: "dark", judgeSpeed: true }),
  },
  phone: {
    title: "200 complaints with 3 photos each, queued in a browser that is killed",
    run: () => onPortal("phone", (origin) => phone({ origin, complaints: 200, photos: 3, kills: 6 })),
  },
  cut: {
    title: "2,000 lodgings through a proxy that cuts the answer at a random byte",
    run: () => onPortal("cut", (origin) => cut({ origin, lodgings: 2_000 })),
  },
  upgrades: {
    title: "10 upgrades under 50 requests a second, every second one with a migration",
    run: () => upgrades({ upgrades: 10, perSecond: 50, port: PORT, name: "upgrades" }),
  },
};

async function onPortal(name: string, drill: (origin: string) => Promise<Row[]>): Promise<Row[]> {
  const portal = drillPortal(name, PORT);
  await portal.start();
  try {
    return await drill(portal.origin);
  } finally {
    await portal.stop();
  }
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in DRILLS));
if (unknown.length > 0) {
  console.error(`There is no drill called ${unknown.join(", ")}. There are: ${Object.keys(DRILLS).join(", ")}`);
  process.exit(2);
}

let allHold = true;
for (const [name, { title, run }] of Object.entries(DRILLS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name} …`);
  const rows = await run();
  allHold = report(`${name}: ${title}`, rows) && allHold;
}
process.exit(allHold ? 0 : 1);

import { spawnSync } from "node:child_process";
import { SESSION_COOKIE } from "@/lib/http/cookie-names";
import { type AccessCase, CASE_NAMES, type CaseName, type Marks } from "@/tests/support/access/cases";
import type { Filled } from "@/tests/support/access/fill";
import { ACCOUNTS, type Account, MAY, marksFor } from "@/tests/support/access/may";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { eventually, ownPortal } from "@/tests/support/e2e/processes";

/**
 * Routes × people × cases: who finds what of a case in the answer, held against a table that was written by hand. A mark is
 * a word that stands in one case alone, so whatever way it came out by (page, payload, list, file, count), it is found.
 */
const portal = ownPortal("access-matrix", { appPort: 4178, doorPort: 4177 });
let filled: Filled;

// One portal for all of them.
test.describe.configure({ mode: "default" });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  portal.prepare();
  const env = { ...process.env, PORTAL_DATA_DIR: portal.folder, NODE_ENV: "test" as const };
  const run = spawnSync(process.execPath, ["--import", "tsx", "tests/support/access/fill.ts"], {
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  filled = JSON.parse(run.stdout) as Filled;
  portal.startApp();
  await eventually(async () => expect((await fetch(`${portal.app}/healthz`)).status).toBe(200));
});
test.afterAll(() => portal.killAll());

type Answer = { status: number; body: string };

async function ask(path: string, account: Account, headers: Record<string, string> = {}): Promise<Answer> {
  const token = filled.tokens[account];
  const cookie: Record<string, string> = token ? { cookie: `${SESSION_COOKIE}=${token}` } : {};
  // A payload is asked for once more under the address that Next gives it.
  const redirect = headers.RSC ? "follow" : "manual";
  const answer = await fetch(`${portal.app}${path}`, { redirect, headers: { ...cookie, ...headers } });
  return { status: answer.status, body: await answer.text() };
}

/** A phone is found however it is set: with spaces, a dash, or +92. */
function holds(body: string, what: keyof Marks, mark: string): boolean {
  return what === "phone" ? body.replace(/[^\d]/g, "").includes(mark.slice(1).replace(/\D/g, "")) : body.includes(mark);
}

function marksIn(body: string, marks: Marks): (keyof Marks)[] {
  return (Object.keys(marks) as (keyof Marks)[]).filter((what) => holds(body, what, marks[what]));
}

/** Asks a few at a time, as a few people would. */
async function inTurns<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
    }),
  );
}

type Cell = { account: Account; name: CaseName };
const CELLS: Cell[] = ACCOUNTS.flatMap((account) => CASE_NAMES.map((name) => ({ account, name })));

/** What of a case may be found under this address by this person. */
type Allowed = (name: CaseName, account: Account) => readonly (keyof Marks)[];
const nothing: Allowed = () => [];
const toCallBack: Allowed = (name, account) => (account === "callback" ? marksFor(name, account) : []);

type Route = {
  title: string;
  path: (one: AccessCase) => string;
  headers?: Record<string, string>;
  allowed: Allowed;
  /** A call is read only while one holds it (tests/integration/call-back.spec.ts). */
  isClosedAtFirst?: boolean;
};
const ROUTES: Route[] = [
  { title: "the case", path: ({ trackingId }) => `/desk/${trackingId}`, allowed: marksFor },
  { title: "the case in Urdu", path: ({ trackingId }) => `/ur/desk/${trackingId}`, allowed: marksFor },
  {
    title: "its payload",
    path: ({ trackingId }) => `/desk/${trackingId}?_rsc=1`,
    headers: { RSC: "1" },
    allowed: marksFor,
  },
  { title: "its print", path: ({ trackingId }) => `/desk/${trackingId}/print`, allowed: marksFor },
  { title: "who is there", path: ({ trackingId }) => `/desk/${trackingId}/presence`, allowed: nothing },
  { title: "the helpline's page", path: ({ trackingId }) => `/helpline/${trackingId}`, allowed: nothing },
  {
    title: "the call",
    path: ({ trackingId }) => `/helpline/calls/${trackingId}`,
    allowed: toCallBack,
    isClosedAtFirst: true,
  },
  { title: "the owner's page", path: ({ trackingId }) => `/my/${trackingId}`, allowed: nothing },
  { title: "the public page", path: ({ trackingId }) => `/t/${trackingId}`, allowed: nothing },
  { title: "the public answer", path: ({ trackingId }) => `/api/v1/complaints/${trackingId}`, allowed: nothing },
];

let cells = 0;

for (const { title, path, headers, allowed, isClosedAtFirst } of ROUTES) {
  test(`${title}: nobody finds more of a case than the design lets them`, async () => {
    test.setTimeout(180_000);
    const leaks: string[] = [];
    await inTurns(CELLS, async ({ account, name }) => {
      cells += 1;
      const theCase = filled.cases[name];
      const { body, status } = await ask(path(theCase), account, headers);
      const may = allowed(name, account);
      const found = marksIn(body, theCase.marks);
      const more = found.filter((mark) => !may.includes(mark));
      if (more.length > 0) leaks.push(`${account} finds ${more} of ${name}`);
      if (status >= 500) leaks.push(`${account}, ${name}: ${status}`);
      // Whoever must be able to work is not locked out either.
      if (!isClosedAtFirst && may.includes("text") && !found.includes("text"))
        leaks.push(`${account} can't read ${name} (${status})`);
    });
    expect(leaks).toEqual([]);
  });
}

test("a file is given to those who may read the case, and to nobody else", async () => {
  const wrong: string[] = [];
  await inTurns(CELLS, async ({ account, name }) => {
    cells += 1;
    // The sealed case has none of its own.
    if (name === "sealed") return;
    const { trackingId, file } = filled.cases[name];
    const { status } = await ask(`/desk/${trackingId}/files/${file}`, account);
    const expected = MAY[name][account] ? status === 200 : status !== 200 && status < 500;
    if (!expected) wrong.push(`${account}, ${name}: ${status}`);
  });
  expect(wrong).toEqual([]);
});

test("another complaint's key opens nothing", async () => {
  await inTurns(CASE_NAMES, async (name) => {
    cells += 1;
    const theCase = filled.cases[name];
    const other = filled.cases[name === "own" ? "neighbour" : "own"];
    const headers = { authorization: `Bearer ${other.claimKey}` };
    const { body } = await ask(`/api/v1/complaints/${theCase.trackingId}`, "nobody", headers);
    expect(marksIn(body, theCase.marks)).toEqual([]);
    // The pressed citizen's key is that of both, and opens the first alone: nobody else knows of the second.
    const files = await ask(`/my/${theCase.trackingId}/files/${theCase.file}`, "nobody", headers);
    expect(files.status).not.toBe(200);
  });
});

const LISTS = [
  "/desk",
  "/ur/desk",
  "/desk?show=waiting",
  "/desk?show=all",
  "/desk/export",
  "/desk/counts",
  "/helpline",
  "/helpline/calls",
  "/guide",
  "/admin",
  "/admin/officers",
  "/admin/sessions",
  "/admin/changes",
  "/admin/absences",
  "/desk/bulk",
];

test("lists, searches, exports and counts hold nothing of a case that one may not read", async () => {
  test.setTimeout(240_000);
  const searches = CASE_NAMES.flatMap((name) => {
    const { marks, trackingId } = filled.cases[name];
    return [`/desk?q=${marks.text}`, `/desk?q=${trackingId}`, `/desk?q=${marks.note}`];
  });
  const asked = ACCOUNTS.flatMap((account) => [...LISTS, ...searches].map((path) => ({ account, path })));
  const leaks: string[] = [];
  await inTurns(asked, async ({ account, path }) => {
    cells += 1;
    const { body, status } = await ask(path, account);
    if (status >= 500) leaks.push(`${account} ${path}: ${status}`);
    // What was searched for stands in the field again.
    const page = path.includes("q=") ? body.replaceAll(path.slice(path.indexOf("q=") + 2), "") : body;
    for (const name of CASE_NAMES) {
      const { marks, trackingId } = filled.cases[name];
      const readable = MAY[name][account] !== undefined;
      const found = marksIn(page, marks).filter((mark) => !marksFor(name, account).includes(mark));
      // The pressed case and the sealed one are about the same words.
      const twin = name === "sealed" ? "pressed" : name === "pressed" ? "sealed" : name;
      const more = found.filter((mark) => !marksFor(twin, account).includes(mark));
      if (more.length > 0) leaks.push(`${account} finds ${more} of ${name} at ${path}`);
      if (!readable && page.includes(trackingId)) leaks.push(`${account} sees that ${name} is there, at ${path}`);
    }
  });
  expect(leaks).toEqual([]);
});

test("the matrix has at least 2,000 cells", () => {
  expect(cells).toBeGreaterThanOrEqual(2_000);
});

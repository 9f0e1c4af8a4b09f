import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { buildNoWorker } from "@/lib/launcher/service-worker";
import { buildTrackingStyles } from "@/lib/launcher/tracking-styles";

buildTrackingStyles();
buildNoWorker();
const { startApp, startDoor } = await import("@/tests/support/door");
type Door = Awaited<ReturnType<typeof startDoor>>;
type App = Awaited<ReturnType<typeof startApp>>;

// The first bytes of a JPEG, as far as its type is asked.
const PHOTO = Buffer.concat([Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"), Buffer.alloc(2_000, 7)]);
const TOLD = {
  language: "en",
  kind: "complaint",
  serviceCode: "WAT-SEWR",
  districtId: "pb-lahore",
  "location.landmark": "Street 7, behind the mosque",
  text: "The drain has overflowed for three days.",
};

function formOf(fields: Record<string, string>, { action = true, photo = false } = {}): FormData {
  const form = new FormData();
  if (action) form.append("$ACTION_REF_1", "");
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (photo) form.append("attachments", new File([PHOTO], "drain.jpg", { type: "image/jpeg" }));
  return form;
}

let app: App;
let door: Door;
let asked: { path: string; headers: Record<string, unknown>; body: string }[];

beforeEach(async () => {
  asked = [];
  app = await startApp((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      asked.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString("latin1") });
      response.writeHead(303, { location: "/lodge/done/x" }).end();
    });
  });
  door = await startDoor(app.origin);
});
afterEach(async () => {
  await door.close();
  await app.kill();
});

function post(path: string, body: FormData | URLSearchParams, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(door.origin + path, { method: "POST", body, headers, redirect: "manual" });
}

function idIn(html: string): string {
  const id = parseTrackingId(/PCP-[0-9A-Z-]{15}/.exec(html)?.[0] ?? "");
  if (!id.ok) throw new Error("No ID on the page");
  return id.value;
}

const keyIn = (html: string) => /id="claim-key"><bdi[^>]*>([\w-]{43})</.exec(html)?.[1] ?? "";

async function killApp(): Promise<void> {
  await app.kill();
  await expect.poll(() => door.health.state).toBe("away");
}

test("while the app is well, the form goes to it with ID and key, and nothing of it stays on disk", async () => {
  const answer = await post("/lodge", formOf(TOLD, { photo: true }), { "x-jawab-tracking-id": "forged" });
  expect(answer.status).toBe(303);
  expect(asked).toHaveLength(1);
  expect(parseTrackingId(String(asked[0]?.headers["x-jawab-tracking-id"])).ok).toBe(true);
  expect(asked[0]?.headers["x-jawab-claim-key"]).toMatch(/^[\w-]{43}$/);
  expect(asked[0]?.body).toContain(PHOTO.toString("latin1"));
  expect(readdirSync(join(door.root, "bodies"))).toEqual([]);
  expect(door.taking.count()).toBe(0);
});

for (const [path, words, locale] of [
  ["/lodge", "Received and safe", "en"],
  ["/ur/lodge", "مل گئی", "ur"],
] as const) {
  test(`while the app is away, ${path} is spooled and answered by a page with the ID, the key once, and what is next`, async () => {
    await killApp();
    const answer = await post(path, formOf({ ...TOLD, language: locale }, { photo: true }));
    expect(answer.status).toBe(202);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const html = await answer.text();
    expect(html).toContain(`lang="${locale}"`);
    expect(html).not.toMatch(/<script|\b(door|lodge|fields)\.[a-z]/);
    const trackingId = idIn(html);
    expect(html).toContain(`/t/${trackingId}`);
    expect(html).toContain(words);
    const cookies = answer.headers.getSetCookie();
    const claim = cookies.find((cookie) => cookie.startsWith("jawab-claims="));
    expect(claim).toContain(keyIn(html));
    expect(claim).toMatch(/; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax/);
    expect(door.store.find(trackingId)?.status.state).toBe("RECEIVED");
    expect(door.taking.count()).toBeGreaterThan(0);
    expect(readdirSync(join(door.root, "bodies"))).toEqual([]);

    const spooled = readdirSync(join(door.root, "spool"))
      .map((name) => readFileSync(join(door.root, "spool", name)).toString("latin1"))
      .join("");
    expect(spooled).toContain(PHOTO.toString("latin1"));
    expect(spooled).toContain('"landmark":"Street 7, behind the mosque"');
    expect(spooled).not.toContain(keyIn(html));
  });
}

test("a form without the app's action, in either encoding, is taken by the door itself, whatever the app's health", async () => {
  for (const body of [
    formOf(TOLD, { action: false }),
    new URLSearchParams({ ...TOLD, text: "Another drain, another day." }),
  ]) {
    const answer = await post("/lodge", body);
    expect(answer.status).toBe(202);
    expect(door.store.find(idIn(await answer.text()))?.status.state).toBe("RECEIVED");
  }
  expect(asked).toEqual([]);
});

test("an app that fails, that knows the action no more, or that dies as it reads, loses nothing: the ID stays the same", async () => {
  const failures = [
    (response: import("node:http").ServerResponse) => response.writeHead(500).end(),
    (response: import("node:http").ServerResponse) =>
      response.writeHead(404, { "x-nextjs-action-not-found": "1" }).end(),
    (response: import("node:http").ServerResponse) => response.destroy(),
  ];
  for (const [index, fail] of failures.entries()) {
    let minted = "";
    app.answerBy((request, response) => {
      minted = String(request.headers["x-jawab-tracking-id"]);
      request.resume();
      request.on("end", () => fail(response));
    });
    const answer = await post("/lodge", formOf({ ...TOLD, text: `Failure number ${index}, and a drain` }));
    expect(answer.status).toBe(202);
    expect(idIn(await answer.text())).toBe(minted);
  }
});

test("a good refusal of the app's is the answer", async () => {
  app.answerBy((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "text/html" }).end("mend this");
  });
  const answer = await post("/lodge", formOf(TOLD));
  expect([answer.status, await answer.text()]).toEqual([200, "mend this"]);
  expect(door.taking.count()).toBe(0);
});

test("a second press shows the first ID and key; other words, another browser's name or a later minute do not", async () => {
  await killApp();
  const first = await (await post("/lodge", formOf(TOLD))).text();
  const again = await (await post("/lodge", formOf(TOLD))).text();
  expect([idIn(again), keyIn(again)]).toEqual([idIn(first), keyIn(first)]);
  const changed = await (await post("/lodge", formOf({ ...TOLD, text: `${TOLD.text} Please.` }))).text();
  expect(idIn(changed)).not.toBe(idIn(first));
  const other = await (await post("/lodge", formOf(TOLD), { "user-agent": "another phone" })).text();
  expect(idIn(other)).not.toBe(idIn(first));
  expect(keyIn(other)).not.toBe(keyIn(first));
});

test("the same browser is known for ten minutes by its claim cookie, from another address too", async () => {
  await killApp();
  const sent = await post("/lodge", formOf(TOLD));
  const first = await sent.text();
  const cookie = sent.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const headers = { cookie, "user-agent": "the same phone elsewhere", origin: door.origin };
  const again = await (await post("/lodge", formOf(TOLD), headers)).text();
  expect([idIn(again), keyIn(again)]).toEqual([idIn(first), keyIn(first)]);
});

test("what is wrong comes back on a page with everything typed, in a form that can be sent again", async () => {
  await killApp();
  const typed = { ...TOLD, text: 'Too "short', serviceCode: "", "contact.phone": "12" };
  const answer = await post("/ur/lodge", formOf({ ...typed, language: "ur", text: "کم <b>" }));
  expect(answer.status).toBe(422);
  const html = await answer.text();
  for (const [name, value] of [
    ["contact.phone", "12"],
    ["location.landmark", "Street 7, behind the mosque"],
  ]) {
    expect(html).toMatch(new RegExp(`name="${name}"[^>]*value="${value}"`));
  }
  expect(html).toContain("کم &lt;b&gt;</textarea>");
  expect(html).toContain('<option value="pb-lahore" selected>');
  for (const id of ["serviceCode", "text", "contact-phone"]) {
    expect(html).toContain(`href="#${id}"`);
    expect(html).toContain(`id="${id}"`);
  }
  expect(html).toMatch(/<form [^>]*method="post" action="\/ur\/lodge" enctype="multipart\/form-data"/);
  expect(door.taking.count()).toBe(0);
});

test("a file that is no picture is refused by the shared check, and one that is too large as well", async () => {
  await killApp();
  for (const bytes of [Buffer.from("<svg onload=alert(1)>"), Buffer.concat([PHOTO, Buffer.alloc(5 * 1024 * 1024)])]) {
    const form = formOf(TOLD);
    form.append("attachments", new File([bytes], "x.jpg", { type: "image/jpeg" }));
    const answer = await post("/lodge", form);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('href="#attachments"');
  }
});

test("a form of more than 26 MB is refused in words, whatever length it says", async () => {
  const form = formOf(TOLD);
  form.append("attachments", new File([Buffer.alloc(27 * 1024 * 1024)], "x.jpg"));
  const answer = await post("/ur/lodge", form);
  expect(answer.status).toBe(413);
  expect(await answer.text()).toContain("بہت بڑی");
});

test("a form that is no form gets words, and its sender's page", async () => {
  await killApp();
  const body = "no boundary here";
  const answer = await fetch(`${door.origin}/lodge`, {
    method: "POST",
    body,
    headers: { "content-type": "multipart/form-data; boundary=xyz" },
  });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain("arrived damaged");
});

test("with script, Next's client is led to the page of the ID, which the door shows as well", async () => {
  await killApp();
  const form = new FormData();
  for (const [name, value] of Object.entries(TOLD)) form.append(`1_${name}`, value);
  form.append("0", '[null,"$K1"]');
  const answer = await post("/lodge", form, { "next-action": "abc", accept: "text/x-component" });
  expect(answer.status).toBe(303);
  const [path = ""] = (answer.headers.get("x-action-redirect") ?? "").split(";");
  expect(path).toMatch(/^\/lodge\/done\/PCP-/);
  const cookie = answer.headers
    .getSetCookie()
    .map((set) => set.split(";")[0])
    .join("; ");
  const page = await fetch(door.origin + path, { headers: { cookie } });
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(path.endsWith(idIn(html))).toBe(true);
  expect(cookie).toContain(keyIn(html));
  const stranger = await (await fetch(door.origin + path)).text();
  expect(keyIn(stranger)).toBe("");
});

test("in a read-only portal forms are spooled at once, and the app isn't asked", async () => {
  door.announce({
    mode: "read-only",
    since: "2026-11-24T08:00:00.000Z",
    until: null,
    reason: { en: "Moving", ur: "منتقلی" },
  });
  const answer = await post("/lodge", formOf(TOLD));
  expect(answer.status).toBe(202);
  expect(asked).toEqual([]);
});

test("away: a form whose boundary is short is read like any other, its file's bytes untouched", async () => {
  await killApp();
  const field = ([name, value]: string[]) =>
    `--x1\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const photo = Buffer.concat([PHOTO, Buffer.from("--x1 is no boundary here")]);
  const file = `--x1\r\ncontent-disposition: form-data; name="attachments"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(Object.entries(TOLD).map(field).join("") + file),
    photo,
    Buffer.from("\r\n--x1--\r\n"),
  ]);
  const headers = { "content-type": "multipart/form-data; boundary=x1" };
  const answer = await fetch(`${door.origin}/lodge`, { method: "POST", body, headers });
  expect(answer.status).toBe(202);
  const [lodged, sent] = [...door.spool.read().pending()];
  expect(lodged?.head.trackingId).toBe(idIn(await answer.text()));
  expect([sent?.head.kind, sent?.head.hash]).toEqual(["file", createHash("sha256").update(photo).digest("hex")]);
});

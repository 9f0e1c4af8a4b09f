import { createHash, randomBytes } from "node:crypto";
import { type IncomingMessage, request as send } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildNoWorker } from "@/lib/launcher/service-worker";
import { buildTrackingStyles } from "@/lib/launcher/tracking-styles";

buildTrackingStyles();
buildNoWorker();
const { startApp, startDoor } = await import("@/tests/support/door");

let app: Awaited<ReturnType<typeof startApp>>;
let door: Awaited<ReturnType<typeof startDoor>>;
let seen: IncomingMessage[];

beforeEach(async () => {
  seen = [];
  app = await startApp((request, response) => {
    seen.push(request);
    const hash = createHash("sha256");
    request.on("data", (chunk) => hash.update(chunk));
    request.on("end", () => {
      response.setHeader("set-cookie", ["a=1", "b=2"]);
      response.end(hash.digest("hex"));
    });
  });
  door = await startDoor(app.origin);
});
afterEach(async () => {
  await door.close();
  await app.kill();
});

/** Bytes as they are, for what no client library would send. */
function raw(text: string, waitMs = 400): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(door.origin).port), "127.0.0.1");
    let heard = "";
    socket.on("data", (chunk) => {
      heard += chunk;
    });
    const end = () => resolve(heard);
    socket.on("close", end);
    socket.on("error", end);
    socket.write(text);
    setTimeout(() => socket.destroy(), waitMs);
  });
}

test("host, method, cookies and body go through as they are; what only we may say is ours", async () => {
  const body = randomBytes(3_000_000);
  const answer = await fetch(`${door.origin}/my/x?a=%20b`, {
    method: "POST",
    body,
    headers: { "x-forwarded-for": "6.6.6.6", "x-forwarded-host": "evil", "x-jawab-door": "secret", "x-custom": "kept" },
  });
  expect(await answer.text()).toBe(createHash("sha256").update(body).digest("hex"));
  expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(seen[0]?.url).toBe("/my/x?a=%20b");
  expect(seen[0]?.headers).toMatchObject({
    host: new URL(door.origin).host,
    "x-forwarded-for": "127.0.0.1",
    "x-jawab-visitor": "1",
    "x-custom": "kept",
  });
  expect(seen[0]?.headers).not.toHaveProperty("x-forwarded-host");
});

test("a length that comes without its body never makes two requests one", async () => {
  const evil = "GET /internal/build HTTP/1.1\r\nHost: x\r\n\r\n";
  for (const head of [
    `GET /a HTTP/1.1\r\nHost: x\r\nContent-Length: ${evil.length}\r\n\r\n${evil}`,
    `DELETE /api/v1/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${evil.length.toString(16)}\r\n${evil}\r\n0\r\n\r\n`,
    `POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${evil}`,
  ]) {
    await raw(head);
  }
  await fetch(`${door.origin}/after`);
  expect(seen.map(({ url }) => url).filter((url) => url?.startsWith("/internal"))).toEqual([]);
  expect(seen.at(-1)?.url).toBe("/after");
});

test("what is internal stays so, however it is spelled; near names are pages like others", async () => {
  for (const path of ["/internal", "/internal/", "/internal/build"]) {
    expect((await fetch(door.origin + path)).status, path).toBe(404);
  }
  expect(seen).toEqual([]);
  await fetch(`${door.origin}/internals`);
  await raw("GET /%69nternal/build HTTP/1.1\r\nHost: x\r\nX-Jawab-Door: secret\r\n\r\n");
  expect(seen.map(({ url, headers }) => [url, headers["x-jawab-visitor"]])).toEqual([
    ["/internals", "1"],
    ["/%69nternal/build", "1"],
  ]);
});

test("WebSockets and tunnels are refused, a client that would rather speak HTTP/2 is answered", async () => {
  const upgrade = (to: string) => raw(`GET /x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${to}\r\n\r\n`);
  expect(await upgrade("websocket")).toContain("404 Not Found");
  expect(await upgrade("h2c")).toContain("200 OK");
  expect(seen.at(-1)?.headers).not.toHaveProperty("upgrade");
  expect(await raw("CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n")).toBe("");
});

test("a GET that meets a dying app is asked once more; a POST is not, and its sender hears that nothing was saved", async () => {
  let times = 0;
  app.answerBy((request, response) => {
    times += 1;
    if (times % 2 === 1) request.destroy();
    else response.end("again");
  });
  expect(await (await fetch(`${door.origin}/x`)).text()).toBe("again");
  const answer = await fetch(`${door.origin}/ur/my/x`, {
    method: "POST",
    body: new URLSearchParams({ text: "my reply" }),
  });
  expect([answer.status, times]).toEqual([503, 3]);
  expect(await answer.text()).toContain("محفوظ نہیں ہوا");
});

test("an app that hangs: who waits for it when it is found away is not sent to it a second time", async () => {
  app.answerBy(() => {});
  const waiting = fetch(`${door.origin}/my/x`, { headers: { accept: "text/html" } });
  await sleep(100);
  await Promise.all([door.health.noteFailure(), door.health.noteFailure()]);
  const answer = await Promise.race([waiting, sleep(5_000)]);
  expect(answer?.status).toBe(503);
});

test("an answer that the app breaks off is broken off, never completed", async () => {
  app.answerBy((_, response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write("half");
    setTimeout(() => response.destroy(), 50);
  });
  await expect(fetch(`${door.origin}/x`).then((answer) => answer.text())).rejects.toThrow();
});

test("a client that goes away takes its request to the app along, and says nothing of the app's health", async () => {
  let [asked, closed] = [0, 0];
  app.answerBy((_, response) => {
    asked += 1;
    response.on("close", () => (closed += 1));
  });
  for (let i = 0; i < 4; i += 1) {
    const call = send(`${door.origin}/slow`);
    call.on("error", () => {});
    call.end();
    await expect.poll(() => asked).toBe(i + 1);
    call.destroy();
  }
  await expect.poll(() => closed).toBe(4);
  expect(door.health.state).toBe("normal");
});

test("a large answer flows as fast as it is taken, and no faster", async () => {
  let sent = 0;
  app.answerBy((_, response) => {
    const chunk = Buffer.alloc(256 * 1024);
    const more = () => {
      sent += 1;
      if (sent > 400) response.end();
      else if (response.write(chunk)) setImmediate(more);
      else response.once("drain", more);
    };
    more();
  });
  const call = send(`${door.origin}/large`);
  const answer = await new Promise<IncomingMessage>((resolve) => call.on("response", resolve).end());
  answer.pause();
  await sleep(500);
  expect(sent).toBeLessThan(200);
  let bytes = 0;
  for await (const chunk of answer) bytes += chunk.length;
  expect(bytes).toBe(400 * 256 * 1024);
});

test("of large forms only so many go to the app at once; the others wait, and all arrive", async () => {
  let now = 0;
  let most = 0;
  app.answerBy((request, response) => {
    now += 1;
    most = Math.max(most, now);
    request.resume();
    request.on("end", () =>
      setTimeout(() => {
        now -= 1;
        response.end("taken");
      }, 60),
    );
  });
  const body = () => {
    const form = new FormData();
    form.append("$ACTION_REF_1", "");
    form.append("text", randomBytes(8).toString("hex"));
    form.append("evidence", new File([randomBytes(700_000)], "x.bin"));
    return form;
  };
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      fetch(door.origin + (i % 2 ? "/lodge" : "/my/x"), { method: "POST", body: body() }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(most).toBe(2);
});

test("Expect: 100-continue is honoured, and not passed on", async () => {
  const heard = await raw("POST /x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi");
  expect(heard).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/);
  expect(seen[0]?.headers).not.toHaveProperty("expect");
});

test("a form that is much too large gets its answer, though its sender reads only when all is sent", async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const body = new Uint8Array(40_000_000);
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    const answer = await fetch(`${door.origin}/lodge`, { method: "POST", body, headers });
    expect([answer.status, (await answer.text()).includes("</html>")]).toEqual([413, true]);
  }
});

test("headers without an end are refused", async () => {
  expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(20_000)}\r\n\r\n`)).toContain("431");
});

/** The app answers a while after it was asked; tells whether it was. */
function answerSlowly(words: string): () => boolean {
  let isAsked = false;
  app.answerBy((_, response) => {
    isAsked = true;
    setTimeout(() => response.end(words), 500);
  });
  return () => isAsked;
}

test("the app moves: the next request goes there, the one under way finishes where it began", async () => {
  const next = await startApp((_, response) => response.end("new"));
  const isAsked = answerSlowly("old");
  const underWay = fetch(`${door.origin}/x`).then((answer) => answer.text());
  await expect.poll(isAsked).toBe(true);
  door.client.moveTo(new URL(next.origin));
  door.health.lookAnew();
  expect(await (await fetch(`${door.origin}/x`)).text()).toBe("new");
  expect(await underWay).toBe("old");
  await next.kill();
});

test("while it drains, an answer asks for another connection, and open requests are finished", async () => {
  const isAsked = answerSlowly("finished");
  const underWay = fetch(`${door.origin}/x`);
  await expect.poll(isAsked).toBe(true);
  const drained = door.drain();
  expect(await (await underWay).text()).toBe("finished");
  await drained;
  await expect(fetch(`${door.origin}/x`)).rejects.toThrow();
});

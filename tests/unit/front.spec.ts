import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { front } from "@/lib/app-server/front";
import { clientAddress } from "@/lib/http/client-address";
import { CLAIM_COOKIE, SESSION_COOKIE } from "@/lib/http/cookie-names";

/** Answers with the headers that reach Next. */
async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === "/boom") throw new Error("secret words");
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(request.headers));
}

const server = createServer(
  front(echo, { staticPolicies: new Map([["/lodge", "script-src 'sha256-fixed'"]]), doorSecret: "secret", dev: false }),
);
let origin = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** By node:http, since fetch keeps Origin and Host to itself. */
function ask(
  path: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
) {
  return new Promise<{ status: number; headers: IncomingMessage["headers"]; body: string }>((resolve, reject) => {
    const call = send(`${origin}${path}`, { method, headers }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    call.on("error", reject);
    // A body that is announced and never sent: the answer comes without it.
    if (headers["content-length"]) call.flushHeaders();
    else if (headers["transfer-encoding"]) call.end("{}");
    else call.end();
  });
}

/** The status for a request target as it stands in the request line. */
function targetStatus(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const method = path === "*" ? "OPTIONS" : "GET";
    const call = send({ host: "127.0.0.1", port, path, method }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on("error", reject).end();
  });
}

test("headers that only we may set never come in from outside", async () => {
  const { body } = await ask("/x", {
    headers: {
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-host": "evil.example",
      "x-middleware-subrequest": "middleware",
      "x-jawab-tracking-id": "PCP-0000-0000-00004",
      "x-nextjs-data": "1",
      accept: "text/html",
    },
  });
  const seen = JSON.parse(body);
  expect(seen).toMatchObject({ "x-forwarded-for": "127.0.0.1", accept: "text/html" });
  for (const name of ["x-forwarded-host", "x-middleware-subrequest", "x-jawab-tracking-id", "x-nextjs-data"]) {
    expect(seen, name).not.toHaveProperty(name);
  }
});

test("the door alone, by its secret, may say whose request it passes on, and ask what is internal", async () => {
  const said = { "x-jawab-door": "secret", "x-forwarded-for": "203.0.113.9" };
  expect(JSON.parse((await ask("/internal/status-feed", { headers: said })).body)).toMatchObject({
    "x-forwarded-for": "203.0.113.9",
    "x-jawab-door": "proven",
  });
  for (const wrong of ["proven", "secreT", ""]) {
    expect((await ask("/internal/status-feed", { headers: { "x-jawab-door": wrong } })).status, wrong).toBe(404);
    expect(JSON.parse((await ask("/x", { headers: { "x-jawab-door": wrong } })).body)).not.toHaveProperty(
      "x-jawab-door",
    );
  }
});

test("every answer carries the security headers", async () => {
  for (const path of ["/", "/lodge", "/api/v1/x", "/t/PCP-7F3K-9QXM-2T8V7"]) {
    const { headers } = await ask(path);
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "x-frame-options": "DENY",
    });
  }
});

test("static pages are allowed by their hashes, others by a nonce that Next is told", async () => {
  const fixed = await ask("/lodge");
  expect(fixed.headers).toMatchObject({
    "content-security-policy": "script-src 'sha256-fixed'",
    "cache-control": "no-cache",
  });
  const dynamic = await ask("/my");
  const policy = String(dynamic.headers["content-security-policy"]);
  expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]+'/);
  expect(JSON.parse(dynamic.body)["content-security-policy"]).toBe(policy);
  expect((await ask("/my")).headers["content-security-policy"]).not.toBe(policy);
});

for (const [title, headers, status] of [
  ["another site's page", { origin: "https://evil.example" }, 403],
  ["a page without an origin of its own", { origin: "null" }, 403],
  ["nonsense for an origin", { origin: "::" }, 403],
  ["our own page", { origin: "self" }, 200],
  ["an old phone or curl, which sends none", {}, 200],
  ["none, with a session's cookie", { cookie: `a=b; ${SESSION_COOKIE}=x` }, 403],
  ["none, with a claim cookie", { cookie: `${CLAIM_COOKIE}=x` }, 403],
] as const) {
  test(`a POST from ${title}: ${status}`, async () => {
    const sent: Record<string, string> = { ...headers };
    if (sent.origin === "self") sent.origin = origin;
    const answer = await ask("/lodge", { method: "POST", headers: sent });
    expect(answer.status).toBe(status);
    if (status === 403)
      expect(JSON.parse(answer.body)).toMatchObject({ status: 403, type: "/problems/foreign-origin" });
  });
}

test("a form whose files are too large together gets a page that says what to do, in its language", async () => {
  for (const [path, words] of [
    ["/lodge", "too large together"],
    ["/ur/lodge", "بہت بڑی"],
  ] as const) {
    const answer = await ask(path, { method: "POST", headers: { "content-length": String(27 * 1024 * 1024) } });
    expect(answer.status).toBe(413);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.body).toContain(words);
  }
});

for (const [title, path, headers, status] of [
  ["a form that doesn't say how large it is", "/my/PCP-7F3K-9QXM-2T8V7", { "transfer-encoding": "chunked" }, 411],
  ["a sign-in that doesn't say how large it is", "/api/auth/signin", { "transfer-encoding": "chunked" }, 411],
  ["a sign-in as large as a book", "/api/auth/callback/credentials", { "content-length": "70000" }, 413],
] as const) {
  test(`${title}: ${status}, and not a byte more is read`, async () => {
    const answer = await ask(path, { method: "POST", headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.connection).toBe("close");
  });
}

test("the API, which counts as it reads, takes bodies of unknown length", async () => {
  const sent = { method: "PUT", headers: { "transfer-encoding": "chunked" } };
  expect((await ask("/api/v1/complaints/PCP-7F3K-9QXM-2T8V7", sent)).status).toBe(200);
});

test("a target that is no path is refused before its path is asked about", async () => {
  for (const path of ["http://evil.example/desk", "x:/internal/status-feed", "*"]) {
    expect(await targetStatus(path), path).toBe(400);
  }
});

test("Next's own error pages and what is internal have no address, and no cache is told to keep them", async () => {
  for (const path of ["/404", "/500", "/_not-found", "/_global-error", "/internal", "/internal/", "/api"]) {
    const answer = await ask(path);
    expect([path, answer.status, answer.headers["cache-control"]]).toEqual([path, 404, "no-store"]);
  }
});

test("reading is for every site's visitors", async () => {
  expect((await ask("/lodge", { headers: { origin: "https://evil.example" } })).status).toBe(200);
});

test("a malformed address, an internal one, and a failure inside are answered without a word of what is inside", async () => {
  expect((await ask("/t/%")).status).toBe(400);
  expect((await ask("/internal/status-feed")).status).toBe(404);
  const failed = await ask("/boom");
  expect(failed.status).toBe(500);
  expect(failed.body).not.toContain("secret words");
});

for (const [title, peer, forwarded, trusted, expected] of [
  ["no proxy of ours: what the header says counts for nothing", "203.0.113.7", "1.2.3.4", [], "203.0.113.7"],
  ["behind a proxy of ours", "10.0.0.1", "1.2.3.4", ["10.0.0.1"], "1.2.3.4"],
  [
    "a chain: the last hop that is no proxy of ours",
    "10.0.0.1",
    "6.6.6.6, 1.2.3.4, 10.0.0.2",
    ["10.0.0.1", "10.0.0.2"],
    "1.2.3.4",
  ],
  ["our proxy says nothing", "10.0.0.1", undefined, ["10.0.0.1"], "10.0.0.1"],
  ["an IPv4 client on a dual-stack socket", "::ffff:203.0.113.7", undefined, [], "203.0.113.7"],
] as const) {
  test(`the client's address, ${title}`, () => {
    const request = { socket: { remoteAddress: peer }, headers: { "x-forwarded-for": forwarded } };
    expect(clientAddress(request as unknown as IncomingMessage, trusted)).toBe(expected);
  });
}

test("methods that Next can't answer are refused before it", async () => {
  for (const method of ["TRACE", "PROPFIND", "PURGE"]) {
    const { status, headers } = await ask("/api/v1/x", { method });
    expect([method, status, headers.allow]).toEqual([method, 405, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"]);
  }
  for (const method of ["TRACE", "DELETE", "PATCH", "OPTIONS"]) {
    const { status, headers } = await ask("/x", { method });
    expect([method, status, headers.allow]).toEqual([method, 405, "GET, HEAD, POST"]);
  }
});

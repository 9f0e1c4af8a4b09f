import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type BodyStore, openBodyStore } from "@/lib/door/kept-body";
import { sha256 } from "../support/mint";

type Kept = Awaited<ReturnType<BodyStore["keep"]>>;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jawab-bodies-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Sends these chunks, one by one, to a server that keeps them; `cut`: and then hangs up. */
async function keep(
  store: BodyStore,
  chunks: readonly string[],
  { most = 1_000, without = null as Buffer | null, cut = false } = {},
): Promise<Kept> {
  return new Promise((resolve, reject) => {
    const server = createServer(async (request, response) => {
      resolve(await store.keep(request, { most, without }));
      response.end();
      server.close();
    });
    server.listen(0, "127.0.0.1", async () => {
      const { port } = server.address() as AddressInfo;
      const call = send({ port, method: "POST", headers: cut ? { "content-length": "999" } : {} });
      call.on("error", () => {});
      server.on("error", reject);
      for (const chunk of chunks) {
        call.write(chunk);
        await new Promise((next) => setTimeout(next, 15));
      }
      if (cut) call.destroy();
      else call.end();
    });
  });
}

test("a body lies on disk for its owner's eyes alone, with its digest, and goes when it is let go", async () => {
  const store = openBodyStore(folder);
  const kept = await keep(store, ["hello ", "world"]);
  if (!kept.ok) throw new Error(kept.error);
  const [name = ""] = readdirSync(folder);
  expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  expect([kept.value.bytes, kept.value.digest]).toEqual([11, sha256("hello world")]);
  expect((await kept.value.read()).toString()).toBe("hello world");
  expect((await kept.value.head(4)).toString()).toBe("hell");
  kept.value.remove();
  expect(readdirSync(folder)).toEqual([]);
});

test("what stands for nothing is left out of the digest, wherever the chunks are cut", async () => {
  const store = openBodyStore(folder);
  for (const [mark, chunks] of [
    ["--ab--", ["x--ab--y--a", "b--z--a", "b-", "-", "--a"]],
    ["==1234==", ["x==12", "34==y==1234", "==z==1234==--a"]],
  ] as const) {
    const kept = await keep(store, chunks, { without: Buffer.from(mark) });
    expect(kept.ok && kept.value.digest).toBe(sha256("xyz--a"));
  }
});

test("too much of one or of all, and what breaks off, leaves nothing behind", async () => {
  const small = openBodyStore(folder, 8);
  expect(await keep(small, ["123456", "789"], { most: 8 })).toEqual({ ok: false, error: "too-large" });
  expect(await keep(small, ["123"], { cut: true })).toEqual({ ok: false, error: "broken-off" });
  const held = await keep(small, ["123456"]);
  expect(await keep(small, ["123"])).toEqual({ ok: false, error: "no-space" });
  if (held.ok) held.value.remove();
  expect((await keep(small, ["12345678"])).ok).toBe(true);
  expect(readdirSync(folder)).toHaveLength(1);
});

test("what an earlier process left behind is removed, what another one is busy with is not", () => {
  for (const [name, minutes] of [
    ["old", 20],
    ["busy", 5],
  ] as const) {
    writeFileSync(join(folder, name), "x");
    const at = new Date(Date.now() - minutes * 60_000);
    utimesSync(join(folder, name), at, at);
  }
  openBodyStore(folder);
  expect(readdirSync(folder)).toEqual(["busy"]);
});

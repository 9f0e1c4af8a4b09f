import type { ChildProcess } from "node:child_process";
import { EventEmitter } from "node:events";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { growingWait, keepRunning } from "@/lib/launcher/child.mjs";
import { linkTree } from "@/lib/launcher/link-tree.mjs";
import { holdSocket, openChannel } from "@/lib/launcher/socket.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jawab-launcher-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("waits between starts grow from a quarter of a second to ten, and are short again after a healthy life", () => {
  const wait = growingWait();
  expect([1, 1, 1, 1, 1, 1, 1, 1].map(() => wait(100))).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  expect(wait(29_999)).toBe(10_000);
  expect([wait(30_000), wait(5)]).toEqual([250, 500]);
});

test("what ends soon is started again after growing waits, and at once after a healthy life or where nobody else is left", () => {
  vi.useFakeTimers();
  vi.spyOn(console, "error").mockImplementation(() => {});
  const started: number[] = [];
  let child = new EventEmitter();
  let isUrgent = false;
  let diesAtOnce = false;
  keepRunning({
    name: "part",
    start() {
      started.push(Date.now());
      child = new EventEmitter();
      const mine = child;
      if (diesAtOnce) setTimeout(() => mine.emit("exit", 1, null), 1);
      return Object.assign(child, { pid: 1 }) as unknown as ChildProcess;
    },
    isUrgent: () => isUrgent,
  });
  /** How long it takes until the next one, when this one ends after `livedMs`. */
  const waitAfter = (livedMs: number) => {
    vi.advanceTimersByTime(livedMs);
    const endedAt = Date.now();
    child.emit("exit", 1, null);
    vi.advanceTimersByTime(20_000);
    return (started.at(-1) ?? 0) - endedAt;
  };
  try {
    // Each lives 20 s less its wait before it is ended.
    expect([waitAfter(0), waitAfter(0), waitAfter(0)]).toEqual([250, 500, 1_000]);
    expect([waitAfter(30_000), waitAfter(0)]).toEqual([250, 500]);
    isUrgent = true;
    expect([waitAfter(0), waitAfter(0)]).toEqual([250, 250]);
    diesAtOnce = true;
    const before = started.length;
    waitAfter(0);
    expect(started.length - before).toBeLessThan(6);
  } finally {
    vi.useRealTimers();
    vi.restoreAllMocks();
  }
});

test("a linked tree has the same files, and outlives the one that it was linked from", () => {
  const [from, to] = [join(folder, "from"), join(folder, "to")];
  mkdirSync(join(from, "deep/.cache"), { recursive: true });
  writeFileSync(join(from, "deep/file"), "content");
  writeFileSync(join(from, "deep/.cache/x"), "");
  symlinkSync("deep/file", join(from, "link"));
  linkTree(from, to, (name: string) => name === ".cache");
  expect(statSync(join(to, "deep/file")).ino).toBe(statSync(join(from, "deep/file")).ino);
  expect(readlinkSync(join(to, "link"))).toBe("deep/file");
  expect(() => lstatSync(join(to, "deep/.cache"))).toThrow("ENOENT");
  rmSync(from, { recursive: true });
  expect(readFileSync(join(to, "link"), "utf8")).toBe("content");
});

describe("a socket is held", () => {
  const path = () => join(folder, "lock.sock");

  test("by one at a time, readable by its owner alone", async () => {
    const first = await holdSocket(path());
    expect(first).not.toBeNull();
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(await holdSocket(path())).toBeNull();
    first?.close();
    const second = await holdSocket(path());
    expect(second).not.toBeNull();
    second?.close();
  });

  test("by one of many who come at once", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => holdSocket(path())));
    expect(all.filter(Boolean)).toHaveLength(1);
    for (const server of all) server?.close();
  });

  test("anew where a killed process has left its file", async () => {
    const killed = createServer();
    await new Promise<void>((resolve) => killed.listen(`${path()}.old`, resolve));
    writeFileSync(path(), ""); // nothing listens there
    const held = await holdSocket(path());
    expect(held).not.toBeNull();
    held?.close();
    killed.close();
  });

  test("at a path that is too long for a socket, too", async () => {
    const long = join(folder, "a".repeat(120), "lock.sock");
    const held = await holdSocket(long);
    expect(held).not.toBeNull();
    expect(await holdSocket(long)).toBeNull();
    held?.close();
  });

  test("and speaks by lines of JSON", async () => {
    const held = await holdSocket(path(), async (channel) => {
      for await (const value of channel.values()) channel.send({ heard: value });
    });
    const channel = await openChannel(path());
    const answers = channel?.values();
    expect((await answers?.next())?.value).toMatchObject({ pid: process.pid });
    channel?.send({ do: "status" });
    expect((await answers?.next())?.value).toEqual({ heard: { do: "status" } });
    channel?.close();
    held?.close();
  });
});

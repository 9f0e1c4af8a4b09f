import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, expect, test } from "vitest";
import { folder } from "@/lib/folder";
import { answerWorker } from "@/lib/http/worker-file";

const REAL = new TextEncoder().encode("the worker of this build");
const nobody = { headers: {} };
const read = (answer: Response | null) => answer?.text();

afterEach(() => rmSync(folder.workerOff, { force: true }));

function switchOff(): void {
  mkdirSync(dirname(folder.workerOff), { recursive: true });
  writeFileSync(folder.workerOff, "");
}

test("phones get the build's worker, asked for anew each time, and sent once", async () => {
  const first = answerWorker(nobody, REAL);
  expect(await read(first)).toBe("the worker of this build");
  expect(first?.headers.get("cache-control")).toBe("no-cache");
  const again = answerWorker({ headers: { "if-none-match": first?.headers.get("etag") ?? "" } }, REAL);
  expect([again?.status, again?.body]).toEqual([304, null]);
});

test("while the file is there, one that removes itself, whatever the phone has", async () => {
  const had = answerWorker(nobody, REAL)?.headers.get("etag") ?? "";
  switchOff();
  const off = answerWorker({ headers: { "if-none-match": had } }, REAL);
  expect(off?.status).toBe(200);
  expect(await read(off)).toContain("unregister");
  expect(await read(answerWorker(nobody, null)), "even where a build has none").toContain("unregister");
  rmSync(folder.workerOff);
  expect(await read(answerWorker(nobody, REAL))).toBe("the worker of this build");
});

test("a door keeps the real one also while the switch is on, for it looks at its own", async () => {
  switchOff();
  expect(await read(answerWorker(nobody, REAL, { forDoor: true }))).toBe("the worker of this build");
});

test("without a worker there is no answer", () => {
  expect(answerWorker(nobody, null)).toBeNull();
});

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { db, transact } from "@/lib/data/db";
import { INDEX_VERSION } from "@/lib/data/find-keys";
import { holdsLease, releaseLease, takeLease } from "@/lib/data/leases";
import { givenComplaint } from "../support/domain";

const now = new Date("2026-11-24T05:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);

test("a lease has one holder; it is renewed, lost by silence, and given back", async () => {
  const ask = (holder: string, at: Date) => takeLease({ name: "a", holder, now: at, forMs: 10_000 });
  const first = await ask("one", now);
  expect(first?.term).toBe(1);
  expect(await ask("two", later(5_000))).toBeNull();
  expect((await ask("one", later(9_000)))?.term).toBe(1);
  const second = await ask("two", later(19_000));
  expect(second?.term).toBe(2);
  if (!first || !second) throw new Error("Both had it");
  expect(await transact((tx) => holdsLease(tx, first, later(19_001)))).toBe(false);
  expect(await transact((tx) => holdsLease(tx, second, later(19_001)))).toBe(true);
  await releaseLease(first); // of an older term: changes nothing
  expect(await ask("one", later(20_000))).toBeNull();
  await releaseLease(second);
  expect((await ask("one", later(20_000)))?.term).toBe(3);
});

function start(holder: string): ChildProcess {
  return fork("tests/support/worker-lead-process.ts", [holder], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", 2, "ipc"],
  });
}

const leader = async () => (await db.lease.findUnique({ where: { name: "worker" } }))?.holder;

test("of two workers one leads; killed, the other takes over; it indexes, counts and tidies, and ends when asked", async () => {
  const { trackingId } = await givenComplaint({ now: new Date() });
  await db.complaint.updateMany({ data: { indexed: 0, wakeAt: null } });
  await db.presence.create({ data: { complaintId: "c", userId: "u", at: new Date(Date.now() - 3_600_000) } });
  const one = start("one");
  await expect.poll(leader, { timeout: 30_000 }).toBe("one");
  const two = start("two");
  const row = () => db.complaint.findUniqueOrThrow({ where: { trackingId }, select: { indexed: true, wakeAt: true } });
  await expect.poll(row, { timeout: 30_000 }).toEqual({ indexed: INDEX_VERSION, wakeAt: expect.any(Date) });
  await expect.poll(() => db.presence.count(), { timeout: 30_000 }).toBe(0);
  await once(two, "message");
  expect(await leader()).toBe("one");
  one.kill("SIGKILL");
  await expect.poll(leader, { timeout: 30_000 }).toBe("two");
  two.kill("SIGTERM");
  const [code] = await once(two, "exit");
  expect(code).toBe(0);
  expect((await db.lease.findUniqueOrThrow({ where: { name: "worker" } })).until.getTime()).toBe(0);
});

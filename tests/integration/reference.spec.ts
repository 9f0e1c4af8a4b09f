import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, transact } from "@/lib/data/db";
import { findReference, REFERENCE_VERSION } from "@/lib/data/reference";
import { givenComplaint } from "../support/domain";

function setVersion() {
  return { where: { key: REFERENCE_VERSION }, data: { value: randomUUID() } };
}

test("reference data is kept for as long as its version stands, and read again when that changes", async () => {
  expect(await findReference(db)).toBe(await findReference(db));
  await transact(async (tx) => {
    await tx.service.update({ where: { code: "WAT-SEWR" }, data: { active: false } });
    await tx.setting.update(setVersion());
  });
  await expect(givenComplaint()).rejects.toThrow("unknown-service");
  await transact(async (tx) => {
    await tx.service.update({ where: { code: "WAT-SEWR" }, data: { active: true } });
    await tx.setting.update(setVersion());
  });
  expect(await givenComplaint()).toMatchObject({ state: "ASSIGNED" });
});

test("a clock stops on its own jurisdiction's holidays and the whole country's, and on nobody else's", async () => {
  const holiday = { nameEn: "A day", nameUr: "ایک دن", moonDependent: false };
  await transact(async (tx) => {
    await tx.holiday.createMany({
      data: [
        { ...holiday, date: "2030-01-01", jurisdictionId: null },
        { ...holiday, date: "2030-01-02", jurisdictionId: "punjab" },
        { ...holiday, date: "2030-01-03", jurisdictionId: "sindh" },
      ],
    });
    await tx.setting.update(setVersion());
  });
  const { holidays } = (await findReference(db)).clockOf("punjab");
  expect([...holidays].filter((day) => day.startsWith("2030"))).toEqual(["2030-01-01", "2030-01-02"]);
});

test("a lodging that a rule assigns is one number of the feed, and its two events are one chain", async () => {
  const { trackingId } = await givenComplaint();
  const row = await db.complaint.findUniqueOrThrow({
    where: { trackingId },
    include: { events: { orderBy: { sequence: "asc" } }, statusChanges: true },
  });
  expect(row.statusChanges.map(({ seq }) => seq)).toEqual([row.feedSeq]);
  const [submit, assign] = row.events;
  expect(row).toMatchObject({ state: "ASSIGNED", version: assign?.version });
  expect(row.events.map(({ action, version }) => [action, version])).toEqual([
    ["SUBMIT", 1],
    ["ASSIGN", 2],
  ]);
  expect(assign?.previousHash).toBe(submit?.hash);
});

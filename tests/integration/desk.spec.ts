import { expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { countQueue, listQueue } from "@/lib/data/queue";
import { readCase } from "@/lib/use-cases/read-case";
import { revealContact } from "@/lib/use-cases/reveal-contact";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(MONDAY.getTime() - days * DAY);
const looksAt = (complaintId: string) => db.look.findMany({ where: { complaintId }, orderBy: { at: "asc" } });

test("a queue has the oldest trouble first, and what waits for the citizen on a pile of its own", async () => {
  const officer = await staff("officer");
  const late = await givenComplaint({ now: daysAgo(9) });
  const fresh = await givenComplaint({ now: MONDAY });
  const later = await givenComplaint({ now: daysAgo(6) });
  const asked = await givenComplaint({ now: daysAgo(8) });
  await act(asked.trackingId, officer, "ASK_INFO", { publicText: "Which side of the street?" });

  const work = (await listQueue(officer)).rows.map(({ trackingId }) => trackingId);
  expect(work).toEqual([late.trackingId, later.trackingId, fresh.trackingId]);
  const waiting = (await listQueue(officer, { pile: "waiting" })).rows.map(({ trackingId }) => trackingId);
  expect(waiting).toEqual([asked.trackingId]);
  expect(await countQueue(officer, MONDAY)).toEqual({
    work: 3,
    waiting: 1,
    overdue: 2,
    soon: 0,
    mine: 0,
    unassigned: 3,
  });
});

test("120 complaints come in pages of 50, each once and in one order", async () => {
  const officer = await staff("officer");
  for (let i = 0; i < 120; i += 1) await givenComplaint({ now: daysAgo(i % 17) });
  const seen: { id: string; due: number }[] = [];
  let after: string | null = null;
  let pages = 0;
  do {
    const page: Awaited<ReturnType<typeof listQueue>> = await listQueue(officer, { after });
    expect(page.rows.length).toBeLessThanOrEqual(50);
    seen.push(...page.rows.map(({ trackingId, facts }) => ({ id: trackingId, due: facts.dueAt?.getTime() ?? 0 })));
    after = page.next;
    pages += 1;
  } while (after !== null);
  const { work } = await countQueue(officer, MONDAY);
  expect(pages).toBe(Math.ceil(work / 50));
  expect(new Set(seen.map(({ id }) => id)).size).toBe(work);
  expect(seen.map(({ due }) => due)).toEqual(seen.map(({ due }) => due).toSorted((one, other) => one - other));
});

test("a contact of a protected matter is shown to the handling desk on a press, and the press is recorded first", async () => {
  const { trackingId } = await givenComplaint({ serviceCode: "COR-BRIB" });
  const { id } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
  const independent = await staff("independent");
  const shown = await readCase({ trackingId, actor: independent, now: MONDAY });
  expect(shown).toMatchObject({ sight: { contact: "recorded" }, content: { contact: null } });
  expect(await looksAt(id)).toEqual([]);

  expect(await revealContact({ trackingId, actor: independent, now: MONDAY })).toMatchObject({
    ok: true,
    value: { phone: "0300 1234567" },
  });
  expect(await looksAt(id)).toMatchObject([{ userId: independent.id, what: "contact", at: MONDAY }]);
  for (const name of ["officer", "supervisor", "router", "auditor", "helpline", "admin"]) {
    const refused = await revealContact({ trackingId, actor: await staff(name), now: MONDAY });
    expect(refused, name).toEqual({ ok: false, error: "unknown" });
  }
  expect(await looksAt(id)).toHaveLength(1);
});

test("an auditor reads any complaint, masked, may do nothing, and every look is recorded, though not each reload", async () => {
  const { trackingId } = await givenComplaint();
  const { id } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
  const auditor = await staff("auditor");
  const read = (minutes: number) =>
    readCase({ trackingId, actor: auditor, now: new Date(MONDAY.getTime() + minutes * 60_000) });
  expect(await read(0)).toMatchObject({ allowed: [], content: { contact: { phone: "…567" } } });
  await read(3);
  expect(await looksAt(id)).toHaveLength(1);
  await read(60);
  expect(await looksAt(id)).toMatchObject([{ what: "case", userId: auditor.id }, { what: "case" }]);

  const officer = await staff("officer");
  await readCase({ trackingId, actor: officer, now: MONDAY });
  expect(await looksAt(id)).toHaveLength(2);
});

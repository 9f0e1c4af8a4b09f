import { expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { countInbox, listInbox } from "@/lib/data/inbox";
import { parseInboxQuery } from "@/lib/schemas/inbox-query";
import { readCase } from "@/lib/use-cases/read-case";
import { revealContact } from "@/lib/use-cases/reveal-contact";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(MONDAY.getTime() - days * DAY);
const looksAt = (complaintId: string) => db.look.findMany({ where: { complaintId }, orderBy: { at: "asc" } });

test("the inbox has the oldest trouble first, and what waits for the citizen under a filter of its own", async () => {
  const officer = await staff("officer");
  const late = await givenComplaint({ now: daysAgo(9) });
  const fresh = await givenComplaint({ now: MONDAY });
  const later = await givenComplaint({ now: daysAgo(6) });
  const asked = await givenComplaint({ now: daysAgo(8) });
  await act(asked.trackingId, officer, "ASK_INFO", { publicText: "Which side of the street?" });

  const listed = async (view: string) =>
    (await listInbox(officer, parseInboxQuery({ view }), MONDAY))?.rows.map(({ trackingId }) => trackingId);
  expect(await listed("work")).toEqual([late.trackingId, later.trackingId, fresh.trackingId]);
  expect(await listed("waiting")).toEqual([asked.trackingId]);
  expect(await countInbox(officer, MONDAY)).toMatchObject({
    work: 3,
    waiting: 1,
    overdue: 2,
    soon: 0,
    mine: 0,
    unassigned: 3,
  });
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

import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { findColumns, writeColumns } from "@/lib/data/desk-preferences";
import { pickMatching } from "@/lib/data/inbox";
import { listSavedFilters } from "@/lib/data/saved-filters";
import { OPEN_STATES } from "@/lib/domain/complaint/states";
import { type Row, WORKFLOW } from "@/lib/domain/complaint/workflow-table";
import { csvLine } from "@/lib/http/csv";
import { parseInboxQuery } from "@/lib/schemas/inbox-query";
import { BULK_ACTIONS, bulkAct } from "@/lib/use-cases/bulk-act";
import { bulkTag } from "@/lib/use-cases/bulk-tag";
import { exportInbox, readInbox } from "@/lib/use-cases/read-inbox";
import { removeFilter, renameFilter, saveFilter } from "@/lib/use-cases/save-filter";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";

const picks = async (ids: readonly string[]) =>
  await db.complaint.findMany({ where: { trackingId: { in: [...ids] } }, select: { trackingId: true, version: true } });

test("no bulk action leads out of the open states", () => {
  for (const action of BULK_ACTIONS) {
    const { to }: Row = WORKFLOW[action];
    expect(
      to.filter((state) => state !== "same" && state !== "before" && !OPEN_STATES.includes(state)),
      action,
    ).toEqual([]);
  }
});

test("a bulk assignment does each case by itself, tells each conflict, and does nothing twice", async () => {
  const [supervisor, officer, colleague, lesco] = await Promise.all(
    ["supervisor", "officer", "officer2", "lesco"].map(staff),
  );
  if (!supervisor || !officer || !colleague || !lesco) throw new Error("No demo accounts");
  const cases = await Promise.all([1, 2, 3, 4].map(() => givenComplaint()));
  const [stale, named, held] = cases.map(({ trackingId }) => trackingId);
  if (!stale || !named || !held) throw new Error("No cases");
  const foreign = await givenComplaint({ serviceCode: "ENR-OUTG" });
  const { id } = await db.complaint.findUniqueOrThrow({ where: { trackingId: named } });
  await db.accused.create({ data: { complaintId: id, userId: colleague.id } });
  await db.complaint.update({ where: { trackingId: held }, data: { officerId: colleague.id } });
  const picked = await picks([...cases.map(({ trackingId }) => trackingId), foreign.trackingId]);
  await act(stale, officer, "START", { publicText: "A crew comes on Thursday." });

  const order = { do: "assign", officer: colleague.id, reason: "She knows the street." } as const;
  const request = { actor: supervisor, order, picked, batchId: randomUUID(), now: MONDAY };
  const outcomes = new Map((await bulkAct(request)).map(({ trackingId, result }) => [trackingId, result]));
  expect(outcomes.get(stale)).toMatchObject({ ok: false, error: { code: "stale" } });
  expect(outcomes.get(named)).toMatchObject({ ok: false, error: { code: "refused", refusal: { code: "accused" } } });
  expect(outcomes.get(held)).toMatchObject({ ok: false, error: { code: "already" } });
  expect(outcomes.get(foreign.trackingId)).toMatchObject({ ok: false, error: { code: "unknown" } });
  const done = [...outcomes].filter(([, result]) => result.ok).map(([trackingId]) => trackingId);
  expect(done).toEqual([cases[3]?.trackingId]);

  const events = () => db.event.count();
  const before = await events();
  const again = await bulkAct({ ...request, picked: picked.filter(({ trackingId }) => done.includes(trackingId)) });
  expect(again).toMatchObject([{ result: { ok: false, error: { code: "already" } } }]);
  expect(await events()).toBe(before);
});

test("a bulk reply speaks each citizen's language, and is not sent while it has a gap", async () => {
  const officer = await staff("officer");
  const urdu = await givenComplaint();
  const english = await givenComplaint({ language: "en", text: "The gutter overflows" });
  const picked = await picks([urdu.trackingId, english.trackingId]);
  const words = {
    do: "reply",
    en: "About {trackingId}: {service}.",
    ur: "{trackingId} کے بارے میں: {service}۔",
  } as const;
  const request = { actor: officer, picked, batchId: randomUUID(), now: MONDAY };
  expect(
    (await bulkAct({ ...request, order: { ...words, en: `${words.en} […]` } })).map(({ result }) => result.ok),
  ).toEqual(picked.map(({ trackingId }) => trackingId === urdu.trackingId));
  await bulkAct({ ...request, batchId: randomUUID(), order: words, picked: await picks([english.trackingId]) });
  const payloads = async (trackingId: string) =>
    (await db.eventPayload.findMany({ where: { event: { action: "REPLY", complaint: { trackingId } } } })).map(
      ({ payload }) => payload,
    );
  const [said] = await payloads(english.trackingId);
  expect(said).toContain(`About ${english.trackingId}: Overflowing sewer`);
  expect((await payloads(urdu.trackingId))[0]).toContain("گٹر ابلنا");
});

test("tags go on what one sees, in one spelling, and come off again; an auditor changes nothing", async () => {
  const [officer, lesco, auditor] = await Promise.all(["officer", "lesco", "auditor"].map(staff));
  if (!officer || !lesco || !auditor) throw new Error("No demo accounts");
  const { trackingId } = await givenComplaint();
  const tag = (actor: typeof officer, typed: string, remove = false) =>
    bulkTag({ actor, tag: typed, remove, trackingIds: [trackingId], now: MONDAY });
  const kept = async () =>
    (await db.complaintTag.findMany({ where: { complaint: { trackingId } } })).map((row) => row.tag);
  await tag(officer, "#Pump  ۱۴");
  await tag(officer, "pump 14");
  expect(await kept()).toEqual(["pump 14"]);
  for (const other of [lesco, auditor])
    expect(await tag(other, "mine")).toMatchObject({ value: [{ result: { error: "unknown" } }] });
  expect(await tag(officer, "x".repeat(41))).toMatchObject({ ok: false, error: "invalid" });
  await tag(officer, "PUMP 14", true);
  expect(await kept()).toEqual([]);
});

test("all that match are found anew, by the actor's own reach, and no more than the limit", async () => {
  const officer = await staff("officer");
  const query = parseInboxQuery({ q: "xylophone" });
  for (let made = 0; made < 5; made += 1) await givenComplaint({ text: `A xylophone in the drain, ${made}` });
  expect(await pickMatching(officer, query, MONDAY, 3)).toMatchObject({ total: 5, picked: { length: 3 } });
  expect(await pickMatching(await staff("lesco"), query, MONDAY, 3)).toEqual({ total: 0, picked: [] });
});

test("one's own filters are kept, renamed and removed by oneself alone; columns are remembered", async () => {
  const [officer, colleague] = await Promise.all([staff("officer"), staff("officer2")]);
  const query = parseInboxQuery({ view: "overdue", service: "WAT-SEWR", after: "x~y" });
  const saved = await saveFilter({ actor: officer, name: "Sewers", query, now: MONDAY });
  if (!saved.ok) throw new Error(saved.error);
  expect(await saveFilter({ actor: officer, name: "Sewers", query, now: MONDAY })).toEqual({
    ok: false,
    error: "taken",
  });
  expect(await listSavedFilters(officer.id)).toMatchObject([
    { name: "Sewers", query: { view: "overdue", service: "WAT-SEWR" } },
  ]);
  expect(Object.keys((await listSavedFilters(officer.id))[0]?.query ?? {})).not.toContain("after");
  expect(await listSavedFilters(colleague.id)).toEqual([]);
  for (const attempt of [
    renameFilter({ actor: colleague, id: saved.value, name: "Theirs" }),
    removeFilter({ actor: colleague, id: saved.value }),
  ])
    expect(await attempt).toEqual({ ok: false, error: "unknown" });
  expect(await renameFilter({ actor: officer, id: saved.value, name: "Late" })).toEqual({ ok: true, value: "Sewers" });
  expect(await removeFilter({ actor: officer, id: saved.value })).toMatchObject({ ok: true, value: { name: "Late" } });

  await writeColumns(officer.id, ["updated", "due"]);
  expect(await findColumns(officer.id)).toEqual(["due", "updated"]);
  expect(await findColumns(colleague.id)).toEqual(["due", "state", "where", "holder"]);
});

test.each([
  ["=SUM(A1)", "'=SUM(A1)"],
  ["+92 300", "'+92 300"],
  ["-1", "'-1"],
  ["@here", "'@here"],
  ["\tx", "'\tx"],
  ["\rx", '"\'\rx"'],
  ['=cmd|"x",1', '"\'=cmd|""x"",1"'],
  ["a, b", '"a, b"'],
  ["two\nlines", '"two\nlines"'],
  ["گلی = 4", "گلی = 4"],
])("a cell is never a formula: %j", (cell, written) => {
  expect(csvLine([cell, 4, null])).toBe(`${written},4,\r\n`);
});

test("an export is recorded before it is given, and an auditor's search of words too, without the words", async () => {
  const [officer, auditor] = await Promise.all([staff("officer"), staff("auditor")]);
  await givenComplaint({ text: "A pelican on the pump house" });
  const query = parseInboxQuery({ q: "pelican" });
  const stretches = exportInbox({ actor: officer, query, now: MONDAY });
  const first = await stretches.next();
  expect(first.value).toMatchObject([{ facts: { serviceCode: "WAT-SEWR" } }]);
  expect((await stretches.next()).done).toBe(true);
  await readInbox({ actor: auditor, query, now: MONDAY });
  const entries = await db.auditEntry.findMany({ where: { what: { in: ["export", "search"] } } });
  expect(entries).toMatchObject([
    { what: "export", actorId: officer.id, after: { found: 1 } },
    { what: "search", actorId: auditor.id, after: { found: 1 } },
  ]);
  expect(JSON.stringify(entries)).not.toContain("pelican");
});

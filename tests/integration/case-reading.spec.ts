import { expect, test } from "vitest";
import { findFacts } from "@/lib/data/case-facts";
import { findCase } from "@/lib/data/cases";
import { db } from "@/lib/data/db";
import { findFamily } from "@/lib/data/family";
import { listTemplates } from "@/lib/data/templates";
import { listUnmaskings } from "@/lib/data/unmaskings";
import { TEMPLATE_ACTIONS } from "@/lib/domain/complaint/template";
import { revealContact } from "@/lib/use-cases/reveal-contact";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";

const factsOf = async (trackingId: string) => {
  const facts = await findFacts(db, trackingId, MONDAY);
  if (!facts) throw new Error("no such case");
  return facts;
};

test("each unmasking is listed for auditors and supervisors of the case, and for nobody who looks", async () => {
  const { trackingId } = await givenComplaint({ serviceCode: "COR-BRIB" });
  const [independent, auditor] = [await staff("independent"), await staff("auditor")];
  expect((await act(trackingId, independent, "CLAIM")).ok).toBe(true);
  const facts = await factsOf(trackingId);
  expect(await listUnmaskings(facts, auditor)).toEqual([]);
  await revealContact({ trackingId, actor: independent, now: MONDAY });
  expect(await listUnmaskings(facts, auditor)).toMatchObject([{ at: MONDAY, name: { en: expect.any(String) } }]);
  for (const name of ["independent", "officer", "supervisor", "router"]) {
    expect(await listUnmaskings(facts, await staff(name)), name).toBeNull();
  }
});

test("a joined complaint leads to its parent, and the parent to those that this person may see", async () => {
  const parent = await givenComplaint();
  const child = await givenComplaint();
  const officer = await staff("officer");
  const merged = await act(child.trackingId, officer, "MERGE", { parent: parent.trackingId });
  expect(merged.ok).toBe(true);
  expect((await findFamily(await factsOf(child.trackingId), officer)).parent?.trackingId).toBe(parent.trackingId);
  expect(await findFamily(await factsOf(parent.trackingId), officer)).toMatchObject({
    children: [{ trackingId: child.trackingId }],
    hidden: 0,
  });
  const { id } = await factsOf(child.trackingId);
  await db.accused.create({ data: { complaintId: id, userId: officer.id } });
  expect(await findFamily(await factsOf(parent.trackingId), officer)).toMatchObject({ children: [], hidden: 1 });
});

test("templates are the action's own, general ones and those of the office and service, in use, in their order", async () => {
  const row = { nameUr: "نام", bodyEn: "x", bodyUr: "ا", updatedAt: MONDAY };
  const add = (nameEn: string, more: object) =>
    db.replyTemplate.create({ data: { ...row, action: "START", nameEn, ...more } });
  await add("of the office", { departmentId: "pb-wasa", position: 900 });
  await add("of another", { departmentId: "fd-power-lesco", position: 901 });
  await add("of the service", { serviceCode: "WAT-SEWR", position: 902 });
  await add("put away", { active: false });
  const found = async (where: object) => (await listTemplates("START", where)).map(({ name }) => name.en);
  const general = await found({});
  expect(general.length).toBeGreaterThanOrEqual(2);
  expect(await found({ departmentId: "pb-wasa", serviceCode: "WAT-SEWR" })).toEqual([
    ...general,
    "of the office",
    "of the service",
  ]);
  expect(await found({ departmentId: "pb-wasa", serviceCode: "WAT-NOWT" })).toEqual([...general, "of the office"]);
  for (const action of ["ASK_INFO", "START", "UPDATE", "RESOLVE", "REJECT", "REPLY", "EXTEND"] as const) {
    expect(TEMPLATE_ACTIONS).toContain(action);
    expect((await listTemplates(action)).length, action).toBeGreaterThan(0);
  }
});

test("a press on an old version is told what happened, and pressed again on the new one it is done", async () => {
  const { trackingId } = await givenComplaint();
  const officer = await staff("officer");
  const theCase = await findCase(trackingId, officer, MONDAY);
  expect(theCase?.allowed).toContain("START");
  await act(trackingId, officer, "CLAIM");
  const fresh = await findCase(trackingId, officer, MONDAY);
  expect(fresh?.facts.version).toBe((theCase?.facts.version ?? 0) + 1);
  expect(fresh?.officer?.id).toBe(officer.id);
  expect((await act(trackingId, officer, "START", { publicText: "A crew comes on Thursday." })).ok).toBe(true);
});

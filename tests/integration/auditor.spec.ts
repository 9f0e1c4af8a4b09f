import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { findCase } from "@/lib/data/cases";
import { db } from "@/lib/data/db";
import { listLooks } from "@/lib/data/look-ups";
import { ACTIONS } from "@/lib/domain/complaint/workflow";
import { actForCaller, CALLER_ACTIONS } from "@/lib/use-cases/act-for-caller";
import { lookUpComplaints } from "@/lib/use-cases/look-up-complaints";
import { readCase } from "@/lib/use-cases/read-case";
import { recordCallOutcome } from "@/lib/use-cases/record-call-outcome";
import { revealContact } from "@/lib/use-cases/reveal-contact";
import { takeCall } from "@/lib/use-cases/take-call";
import { verifyCaller } from "@/lib/use-cases/verify-caller";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";

const PHONE = "0300 4445556";

test("an auditor changes nothing: every action in every state, and every use-case beside them, is refused", async () => {
  const auditor = await staff("auditor");
  const officer = await staff("officer");
  const { trackingId } = await givenComplaint();
  const input = {
    text: "x",
    publicText: "Done so",
    reason: "x",
    outcome: "relief_granted",
    rating: 5,
    files: 1,
    days: 3,
  };
  const before = await db.event.count();
  const states = ["NEW", "ASSIGNED", "IN_PROGRESS", "NEEDS_INFO", "RESOLVED", "DISPUTED", "APPEAL", "CLOSED_NO_REPLY"];
  for (const state of states) {
    await db.complaint.update({ where: { trackingId }, data: { state } });
    for (const action of ACTIONS) {
      const refused = await act(trackingId, auditor, action, {
        ...input,
        officer: officer.id,
        desk: officer.deskId ?? "",
      });
      expect(refused, `${action} in ${state}`).toMatchObject({
        ok: false,
        error: { bar: "not_permitted", allowed: [] },
      });
    }
    expect((await findCase(trackingId, auditor, MONDAY))?.allowed, state).toEqual([]);
  }
  const { version } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
  const form = { trackingId, actor: auditor, version, actionId: randomUUID(), now: MONDAY };
  for (const action of CALLER_ACTIONS) {
    expect((await actForCaller({ ...form, action, text: "x", contact: { phone: PHONE } })).ok, action).toBe(false);
  }
  expect((await takeCall({ actor: auditor, trackingId, now: MONDAY })).ok).toBe(false);
  expect((await recordCallOutcome({ ...form, outcome: "confirmed", note: "x" })).ok).toBe(false);
  const sought = { actor: auditor, sought: trackingId, reason: { code: "status" }, now: MONDAY };
  expect((await lookUpComplaints(sought)).ok).toBe(false);
  expect(await revealContact({ trackingId, actor: auditor, now: MONDAY })).toEqual({ ok: false, error: "unknown" });
  expect(await db.event.count()).toBe(before);
});

test("an auditor reads all of it, masked: sensitive and sealed cases without any contact, each look recorded", async () => {
  const auditor = await staff("auditor");
  const open = await givenComplaint({ contact: { name: "Rehana Akhtar", phone: PHONE } });
  const sensitive = await givenComplaint({ serviceCode: "COR-BRIB", contact: { name: "Rehana Akhtar", phone: PHONE } });
  const sealed = await givenComplaint({ contact: { phone: PHONE } });
  await db.complaint.update({ where: { trackingId: sealed.trackingId }, data: { sealed: true } });
  await act(open.trackingId, await staff("officer"), "NOTE", { text: "Inside the office" });
  for (const { trackingId } of [open, sensitive, sealed]) {
    const shown = await readCase({ trackingId, actor: auditor, now: MONDAY });
    expect(shown?.sight).toMatchObject({ text: true, notes: true, recorded: true });
    expect(JSON.stringify(shown?.content)).not.toMatch(/4445556|Rehana/);
    const { id } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
    expect(await db.look.findMany({ where: { complaintId: id } })).toMatchObject([
      { what: "case", userId: auditor.id },
    ]);
  }
  expect(JSON.stringify(await readCase({ trackingId: open.trackingId, actor: auditor, now: MONDAY }))).toContain(
    "Inside the office",
  );
});

test("an auditor sees who looked: by ID, by contact, at the case and its contact, and what a caller said; nobody else does", async () => {
  const auditor = await staff("auditor");
  const helpline = await staff("helpline");
  const contact = { name: "Rehana Akhtar", phone: "0300 7778889" };
  const { trackingId } = await givenComplaint({ contact });
  const { id } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
  const at = (minute: number) => new Date(MONDAY.getTime() + minute * 60_000);
  const look = (sought: string, minute: number) =>
    lookUpComplaints({ actor: helpline, sought, reason: { code: "other", words: "She asks again" }, now: at(minute) });
  await look("0300-7778889", 1);
  await look(trackingId, 2);
  await look("0399 1231231", 3);
  await verifyCaller({ trackingId, actor: helpline, said: { name: "Nobody Known", phone: contact.phone }, now: at(4) });
  await verifyCaller({ trackingId, actor: helpline, said: contact, now: at(5) });
  await readCase({ trackingId, actor: auditor, now: at(6) });

  const looks = await listLooks(id, auditor);
  expect(looks.map(({ what, right, reason }) => [what, right, reason])).toEqual([
    ["case", null, null],
    ["facts", true, "other: She asks again"],
    ["facts", false, "other: She asks again"],
    ["id", null, "other: She asks again"],
    ["phone", null, "other: She asks again"],
  ]);
  expect(looks[1]).toMatchObject({ who: { en: "Usman Ghani" }, facts: ["name", "phone"] });
  expect(JSON.stringify(looks)).not.toMatch(/7778889|Nobody Known/);
  for (const name of ["officer", "supervisor", "helpline", "independent", "admin"]) {
    expect(await listLooks(id, await staff(name)), name).toEqual([]);
  }
});

import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { findCase, findCaseFile } from "@/lib/data/cases";
import { db } from "@/lib/data/db";
import { readPayload } from "@/lib/data/events";
import { ACTIONS } from "@/lib/domain/complaint/workflow";
import { writeMode } from "@/lib/mode";
import { actForCaller, CALLER_ACTIONS, type CallerAction } from "@/lib/use-cases/act-for-caller";
import { lookUpComplaints } from "@/lib/use-cases/look-up-complaints";
import { readCase } from "@/lib/use-cases/read-case";
import { readForCaller } from "@/lib/use-cases/read-for-caller";
import { resendIds } from "@/lib/use-cases/resend-ids";
import { revealContact } from "@/lib/use-cases/reveal-contact";
import { verifyCaller } from "@/lib/use-cases/verify-caller";
import { aPhone, idsOf, lookUp, lookUps, minutes, STATUS } from "../support/callers";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";

afterEach(() => db.lookUp.deleteMany());

describe("a look-up", () => {
  test("finds by ID, phone, e-mail and CNIC, however they are typed, and shows the public status alone", async () => {
    const phone = aPhone();
    const contact = { name: "Rukhsana Parveen", phone, email: "Rukhsana@example.pk", cnic: "35202-1234567-1" };
    const { trackingId } = await givenComplaint({ contact, text: "The drain at our door has been open for days." });
    const spaceless = phone.replace(" ", "");
    for (const typed of [
      trackingId,
      trackingId.toLowerCase().replaceAll("-", " "),
      phone,
      `+92${spaceless.slice(1)}`,
      "rukhsana@EXAMPLE.pk",
      "3520212345671",
      "۳۵۲۰۲-۱۲۳۴۵۶۷-۱",
    ]) {
      expect(await idsOf(typed), typed).toEqual([trackingId]);
    }
    const shown = JSON.stringify(await lookUp(trackingId));
    for (const secret of ["Rukhsana", phone, "example.pk", "1234567", "drain at our door", "جامع"]) {
      expect(shown, secret).not.toContain(secret);
    }
  });

  test("without a reason shows nothing and looks at nothing", async () => {
    const { trackingId } = await givenComplaint();
    const helpline = await staff("helpline");
    for (const reason of [
      { code: "" },
      { code: "curious" },
      { code: "other" },
      { code: "other", words: "x" },
      { code: "status", words: "rings from 0300 1234567" },
      { code: "status", words: "a".repeat(301) },
    ]) {
      const refused = await lookUp(trackingId, MONDAY, reason);
      expect(refused.ok, JSON.stringify(reason)).toBe(false);
    }
    expect(await lookUps(helpline.id)).toEqual([]);
    expect(await readForCaller({ trackingId, actor: helpline, now: MONDAY })).toEqual({
      ok: false,
      error: "not_looked_up",
    });
  });

  test("is recorded with who, what kind, why and how much, found or not, and never in clear", async () => {
    const phone = aPhone();
    await givenComplaint({ contact: { phone } });
    const helpline = await staff("helpline");
    await lookUp(phone, MONDAY, { code: "other", words: "Asks for a friend" });
    await lookUp("0399 0000000", minutes(1));
    const rows = await lookUps(helpline.id);
    expect(rows).toMatchObject([
      { by: "phone", reason: "other: Asks for a friend", found: 1, at: MONDAY },
      { by: "phone", reason: "status", found: 0 },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/0301|0399|55000/);
  });

  test("is recorded before anything is shown: while nothing can be written, nothing is", async () => {
    const { trackingId } = await givenComplaint();
    const helpline = await staff("helpline");
    const since = MONDAY.toISOString();
    writeMode({ mode: "read-only", since, until: null, reason: { en: "Upgrade", ur: "تبدیلی" } });
    try {
      await expect.poll(() => lookUp(trackingId)).toEqual({ ok: false, error: { code: "unrecorded" } });
      const verified = await verifyCaller({ trackingId, actor: helpline, said: {}, now: MONDAY });
      expect(verified).toEqual({ ok: false, error: { code: "unrecorded" } });
    } finally {
      writeMode({ mode: "normal" });
    }
    await expect.poll(async () => (await lookUp(trackingId)).ok).toBe(true);
  });

  test("that fails after it was recorded leaves its record", async () => {
    const helpline = await staff("helpline");
    const { trackingId } = await givenComplaint();
    const { id } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
    // A damaged payload: the status can't be made.
    const event = await db.event.findFirstOrThrow({ where: { complaintId: id, sequence: 1 } });
    const { payload } = await db.eventPayload.findUniqueOrThrow({ where: { eventId: event.id } });
    await db.eventPayload.update({ where: { eventId: event.id }, data: { payload: "{" } });
    await expect(lookUp(trackingId)).rejects.toThrow();
    expect(await lookUps(helpline.id)).toMatchObject([{ by: "id", complaintId: id, found: 1 }]);
    await db.eventPayload.update({ where: { eventId: event.id }, data: { payload } });
    expect(readPayload(event.id, { payload })).not.toBeNull();
  });

  test("is the helpline's alone", async () => {
    const { trackingId } = await givenComplaint();
    for (const name of [
      "officer",
      "supervisor",
      "head",
      "router",
      "callback",
      "appeal",
      "independent",
      "auditor",
      "admin",
    ]) {
      const actor = await staff(name);
      const request = { actor, sought: trackingId, reason: STATUS, now: MONDAY };
      expect(await lookUpComplaints(request), name).toEqual({ ok: false, error: { code: "not_permitted" } });
      expect(await resendIds(request), name).toEqual({ ok: false, error: { code: "not_permitted" } });
      expect((await readForCaller({ trackingId, actor, now: MONDAY })).ok, name).toBe(false);
      expect((await verifyCaller({ trackingId, actor, said: {}, now: MONDAY })).ok, name).toBe(false);
    }
  });

  test("has a cap for each person and hour, told with the time when it ends", async () => {
    const { trackingId } = await givenComplaint();
    for (let i = 0; i < 60; i += 1) expect((await lookUp(trackingId, minutes(i / 10))).ok).toBe(true);
    const refused = await lookUp(trackingId, minutes(20));
    expect(refused).toEqual({ ok: false, error: { code: "too_many", until: minutes(60) } });
    const sent = await resendIds({
      actor: await staff("helpline"),
      sought: trackingId,
      reason: STATUS,
      now: minutes(21),
    });
    expect(sent).toMatchObject({ ok: false, error: { code: "too_many" } });
    expect((await lookUp(trackingId, minutes(61))).ok).toBe(true);
  });

  test("tells a mistyped ID from something that is none of the four", async () => {
    const codeOf = async (typed: string) => {
      const looked = await lookUp(typed);
      return looked.ok ? "ok" : looked.error.code;
    };
    expect(await codeOf(" ")).toBe("empty");
    expect(await codeOf("PCP-7F3K-9QXM-2T8V8")).toBe("mistyped");
    expect(await codeOf("12")).toBe("unclear");
    expect(await codeOf("ناصر")).toBe("unclear");
  });
});

describe("a protected complaint", () => {
  test("is not found by a contact, and by its ID shows that it is protected and how far it is", async () => {
    const phone = aPhone();
    const contact = { name: "Nadia Rehman", phone, cnic: "35202-7654321-2" };
    const open = await givenComplaint({ contact });
    const sensitive = await givenComplaint({ contact, serviceCode: "COR-BRIB" });
    const sealed = await givenComplaint({ contact });
    await db.complaint.update({ where: { trackingId: sealed.trackingId }, data: { sealed: true } });
    expect(await idsOf(phone)).toEqual([open.trackingId]);
    expect(await idsOf("35202-7654321-2")).toEqual([open.trackingId]);
    const helpline = await staff("helpline");
    expect(await lookUps(helpline.id)).toMatchObject([{ found: 1 }, { found: 1 }]);

    for (const { trackingId } of [sensitive, sealed]) {
      // By the phone that was looked up it isn't open either.
      expect((await readForCaller({ trackingId, actor: helpline, now: MONDAY })).ok).toBe(false);
      const looked = await lookUp(trackingId);
      expect(looked).toMatchObject({ ok: true, value: { found: [{ trackingId, service: null, district: null }] } });
      expect(await readForCaller({ trackingId, actor: helpline, now: MONDAY })).toMatchObject({
        ok: true,
        value: { isProtected: true, theCase: null, verifiedUntil: null },
      });
      const said = { name: "Nadia Rehman", phone };
      const verified = await verifyCaller({ trackingId, actor: helpline, said, now: MONDAY });
      expect(verified).toEqual({ ok: false, error: { code: "not_permitted" } });
    }
  });

  test("sends no ID anywhere", async () => {
    const phone = aPhone();
    const contact = { phone };
    const open = await givenComplaint({ contact });
    const sensitive = await givenComplaint({ contact, serviceCode: "COR-BRIB" });
    const actor = await staff("helpline");
    for (const sought of [phone, sensitive.trackingId]) {
      expect((await resendIds({ actor, sought, reason: STATUS, now: MONDAY })).ok).toBe(true);
    }
    const sent = await db.outboxMessage.findMany({
      where: { template: "RESEND_IDS", complaint: { trackingId: { in: [open.trackingId, sensitive.trackingId] } } },
      include: { complaint: true },
    });
    expect(sent.map(({ complaint, recipient }) => [complaint.trackingId, recipient])).toEqual([
      [open.trackingId, phone],
    ]);
  });
});

describe("a caller", () => {
  async function given(changes: Parameters<typeof givenComplaint>[0] = {}) {
    const contact = { name: "عائشہ بی بی", phone: aPhone(), email: "ayesha@example.pk" };
    const claim = await givenComplaint({ contact, ...changes });
    expect((await lookUp(claim.trackingId)).ok).toBe(true);
    const actor = await staff("helpline");
    const verify = (said: Parameters<typeof verifyCaller>[0]["said"], now = MONDAY) =>
      verifyCaller({ trackingId: claim.trackingId, actor, said, now });
    return { ...claim, ...contact, actor, verify };
  }

  test("is known by two facts that match, for a quarter of an hour, to one person and of one complaint", async () => {
    const { trackingId, phone, actor, verify } = await given();
    const before = await readForCaller({ trackingId, actor, now: MONDAY });
    expect(before).toMatchObject({ ok: true, value: { theCase: null, verifiedUntil: null } });
    expect(await verify({ name: "Ayesha Bibi", phone: phone.replace("0", "+92 ") })).toMatchObject({ ok: true });

    const shown = await readForCaller({ trackingId, actor, now: minutes(14) });
    if (!shown.ok || !shown.value.theCase) throw new Error("Not shown");
    expect(shown.value.theCase.content).toMatchObject({
      text: expect.stringContaining("گٹر"),
      contact: { phone: /…\d{3}/ },
    });
    expect(shown.value.theCase.content.contact?.phone).not.toContain(phone);
    expect(await db.look.count({ where: { userId: actor.id, what: "case" } })).toBeGreaterThan(0);

    expect(await readForCaller({ trackingId, actor, now: minutes(16) })).toMatchObject({ value: { theCase: null } });
    const colleague = { ...actor, id: "another-of-the-helpline" };
    await lookUpComplaints({ actor: colleague, sought: trackingId, reason: STATUS, now: MONDAY });
    expect(await readForCaller({ trackingId, actor: colleague, now: MONDAY })).toMatchObject({
      ok: true,
      value: { theCase: null, verifiedUntil: null },
    });
    const other = await givenComplaint({ contact: { phone } });
    await lookUp(other.trackingId);
    expect(await readForCaller({ trackingId: other.trackingId, actor, now: MONDAY })).toMatchObject({
      value: { theCase: null },
    });
  });

  test("is not known by one fact, by what the public page tells, or by anything wrong besides", async () => {
    const { phone, verify } = await given();
    expect(await verify({ phone })).toEqual({ ok: false, error: { code: "too_few" } });
    expect(await verify({})).toEqual({ ok: false, error: { code: "too_few" } });
    const open = { district: "pb-lahore", lodgedOn: "2026-11-23" };
    expect(await verify(open)).toMatchObject({ ok: false, error: { code: "no_match", left: 2 } });
    expect(await verify({ phone, ...open })).toMatchObject({ ok: false, error: { code: "no_match", left: 1 } });
    const last = await verify({ phone, name: "Ayesha Bibi", email: "other@example.pk" });
    expect(last).toMatchObject({ ok: false, error: { code: "locked" } });
  });

  test("who gave little is known by the one private fact and one of the public page", async () => {
    const { verify, phone } = await given({ contact: { phone: "0345 9999111" }, location: undefined });
    expect(await verify({ phone, district: "pb-lahore" })).toMatchObject({ ok: false });
    expect(await verify({ phone: "0345-9999111", district: "pb-lahore" })).toMatchObject({ ok: true });
  });

  test.each([
    ["the name in another script", { name: "Ayesha Bibi" }, true],
    ["a part of it", { name: "عائشہ" }, true],
    ["a part that many share", { name: "بی بی" }, false],
    ["another name", { name: "Shazia Kausar" }, false],
    ["the place by two of its words", { landmark: "مسجد جامع" }, true],
    ["the place by one word", { landmark: "مسجد" }, false],
    ["an e-mail in capitals", { email: " AYESHA@Example.PK" }, true],
    ["an e-mail like it", { email: "ayesha@example.com" }, false],
  ])("%s beside the phone", async (_what, said, known) => {
    const { verify, phone } = await given();
    expect((await verify({ phone, ...said })).ok).toBe(known);
  });

  test("after three wrong tries, whoever typed them, is locked out for a day, right facts or not", async () => {
    const { trackingId, phone, actor, verify } = await given();
    const wrong = { name: "Somebody Else", phone };
    expect(await verify(wrong)).toMatchObject({ error: { code: "no_match", left: 2 } });
    expect(await verify(wrong, minutes(1))).toMatchObject({ error: { code: "no_match", left: 1 } });
    expect(await verify(wrong, minutes(2))).toMatchObject({ error: { code: "locked" } });
    const right = { name: "Ayesha Bibi", phone };
    expect(await verify(right, minutes(3))).toMatchObject({
      ok: false,
      error: { code: "locked", until: minutes(24 * 60) },
    });
    expect(await readForCaller({ trackingId, actor, now: minutes(4) })).toMatchObject({
      value: { lockedUntil: minutes(24 * 60) },
    });
    const nextDay = minutes(24 * 60 + 1);
    await lookUp(trackingId, nextDay);
    expect(await verify(right, nextDay)).toMatchObject({ ok: true });
  });

  test("whose facts come all at once gets no more than three tries", async () => {
    const { phone, verify } = await given();
    const names = ["Ali Raza", "Sana Mir", "Omar Gul", "Hina Baig", "Asad Jan", "Zoya Tariq"];
    const answers = await Promise.all(names.map((name) => verify({ name, phone })));
    const codes = answers.map((answer) => (answer.ok ? "ok" : answer.error.code));
    expect(codes.filter((code) => code === "no_match")).toHaveLength(2);
    expect(codes.filter((code) => code === "locked")).toHaveLength(4);
  });

  test("whom the helpline knows may answer, dispute, attach and change the contact; nothing else, and nothing before", async () => {
    const { trackingId, phone, actor, verify } = await given();
    const officer = await staff("officer");
    await act(trackingId, officer, "ASK_INFO", { publicText: "Which side of the street?" });
    const send = async (action: CallerAction, more: object = {}, now = MONDAY) => {
      const { version } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
      return actForCaller({ trackingId, actor, action, version, actionId: randomUUID(), now, ...more });
    };
    for (const action of CALLER_ACTIONS.filter((name) => name !== "CALL_LOG" && name !== "DISPUTE")) {
      const refused = await send(action, { text: "On the left", contact: { phone: "0300 7654321" } });
      expect(refused, action).toMatchObject({ ok: false, error: { bar: "unverified_caller" } });
    }
    expect(await send("CALL_LOG", { text: "Asked how far it is" })).toMatchObject({ ok: true });
    await verify({ name: "Ayesha Bibi", phone });
    expect(await send("PROVIDE_INFO", { text: " " })).toMatchObject({ error: { refusal: { code: "missing" } } });
    expect(await send("PROVIDE_INFO", { text: "On the left" })).toMatchObject({
      ok: true,
      value: { state: "ASSIGNED" },
    });
    expect(await send("REPLY", { text: "It stinks" })).toMatchObject({ ok: true });

    const changed = await send("CHANGE_CONTACT", { contact: { phone: "0300 7654321" } });
    expect(changed).toMatchObject({ ok: true });
    expect(await idsOf("03007654321", minutes(1))).toEqual([trackingId]);
    expect(await idsOf(phone, minutes(1)), "found by the old number no more").toEqual([]);
    const told = await db.outboxMessage.findMany({ where: { template: "OLD_CONTACT", complaint: { trackingId } } });
    expect(told).toHaveLength(1);
    expect(await send("CHANGE_CONTACT", { contact: {} })).toMatchObject({ error: { refusal: { code: "missing" } } });
    const supervisor = await staff("supervisor");
    const seen = await findCase(trackingId, supervisor, MONDAY);
    expect(seen?.content.contact, "what was not changed stays").toMatchObject({
      name: "عائشہ بی بی",
      phone: "0300 7654321",
      email: "ayesha@example.pk",
    });
    for (const action of ["CONFIRM", "WITHDRAW", "KEEP", "APPEAL", "ESCALATE", "NOTE", "RESOLVE"] as const) {
      const refused = await act(trackingId, actor, action, { text: "x", pressured: false });
      expect(refused, action).toMatchObject({ ok: false, error: { code: "not-allowed-now", bar: "not_permitted" } });
    }
    expect(await send("REPLY", { text: "Too late" }, minutes(16))).toMatchObject({
      error: { bar: "unverified_caller" },
    });
  });

  test("disputes by telephone what an office calls solved", async () => {
    const { trackingId, phone, actor, verify } = await given({ serviceCode: "WAT-BILL" });
    await db.complaint.update({ where: { trackingId }, data: { state: "RESOLVED", windowEndsAt: minutes(600) } });
    await verify({ name: "Ayesha Bibi", phone });
    const { version } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
    const disputed = await actForCaller({
      ...{ trackingId, actor, version, actionId: randomUUID(), now: MONDAY },
      action: "DISPUTE",
      text: "Still wrong",
    });
    expect(disputed).toMatchObject({ ok: true, value: { state: "DISPUTED" } });
  });
});

test("the helpline sees no note and no protected case by any route", async () => {
  const helpline = await staff("helpline");
  const phone = aPhone();
  const contact = { name: "Kiran Shahzadi", phone };
  const open = await givenComplaint({ contact });
  const sensitive = await givenComplaint({ contact, serviceCode: "COR-BRIB" });
  await act(open.trackingId, await staff("officer"), "NOTE", { text: "Between us: the contractor is slow" });
  for (const { trackingId } of [open, sensitive]) await lookUp(trackingId);
  await verifyCaller({
    trackingId: open.trackingId,
    actor: helpline,
    said: { name: "Kiran Shahzadi", phone },
    now: MONDAY,
  });
  const known = await readForCaller({ trackingId: open.trackingId, actor: helpline, now: MONDAY });
  expect(known).toMatchObject({ ok: true, value: { theCase: { sight: { notes: false } } } });
  expect(JSON.stringify(known)).not.toContain("contractor is slow");
  expect(JSON.stringify(known)).not.toContain("0301 55");

  const { id } = await db.complaint.findUniqueOrThrow({ where: { trackingId: sensitive.trackingId } });
  for (const { trackingId } of [open, sensitive]) {
    expect(await findCase(trackingId, helpline, MONDAY), "the desk's own page").toBeNull();
    expect(await readCase({ trackingId, actor: helpline, now: MONDAY })).toBeNull();
    expect(await revealContact({ trackingId, actor: helpline, now: MONDAY })).toEqual({ ok: false, error: "unknown" });
    expect(await findCaseFile(trackingId, "0".repeat(64), helpline, MONDAY)).toBeNull();
  }
  expect(await findCase(sensitive.trackingId, helpline, MONDAY, { callerVerified: true })).toBeNull();
  for (const action of ACTIONS) {
    const refused = await act(sensitive.trackingId, helpline, action, { text: "x", publicText: "x", files: 1 });
    expect(refused, action).toEqual({ ok: false, error: { code: "unknown" } });
  }
  expect(await db.event.count({ where: { complaintId: id, actorId: helpline.id } })).toBe(0);
});

test("whoever is named in a complaint can't find it by any look-up", async () => {
  const helpline = await staff("helpline");
  const phone = aPhone();
  const { trackingId } = await givenComplaint({ contact: { phone } });
  const { id } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
  await db.accused.create({ data: { complaintId: id, userId: helpline.id } });
  expect(await idsOf(phone)).toEqual([]);
  expect(await idsOf(trackingId)).toEqual([]);
  expect((await readForCaller({ trackingId, actor: helpline, now: MONDAY })).ok).toBe(false);
});

describe("IDs that are sent again", () => {
  test("go to the contact on file alone, with the same answer whether there are any, and not twice within the hour", async () => {
    const phone = aPhone();
    const claims = [await givenComplaint({ contact: { phone } }), await givenComplaint({ contact: { phone } })];
    const silent = await givenComplaint({ contact: { phone, channel: "none" } });
    const actor = await staff("helpline");
    const send = (sought: string, now = MONDAY) => resendIds({ actor, sought, reason: { code: "lost_id" }, now });
    expect(await send(phone)).toEqual({ ok: true, value: null });
    expect(await send("0398 7654321"), "nobody's number").toEqual({ ok: true, value: null });
    expect(await send(claims[0]?.trackingId ?? "", minutes(5))).toEqual({ ok: true, value: null });
    const sent = await db.outboxMessage.findMany({ where: { template: "RESEND_IDS" }, include: { complaint: true } });
    const mine = sent.filter(({ recipient }) => recipient === phone);
    expect(mine.map(({ complaint }) => complaint.trackingId).sort()).toEqual(
      claims.map((one) => one.trackingId).sort(),
    );
    expect(sent.some(({ complaint }) => complaint.trackingId === silent.trackingId)).toBe(false);
    expect(sent.some(({ recipient }) => recipient.includes("0398"))).toBe(false);
    await send(phone, minutes(61));
    expect(await db.outboxMessage.count({ where: { template: "RESEND_IDS", recipient: phone } })).toBe(4);
  });
});

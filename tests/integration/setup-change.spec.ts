import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findAbsence, listAbsent } from "@/lib/data/absences";
import { hashOfPicture, listAuditEntries } from "@/lib/data/audit-entries";
import { findSampleShare } from "@/lib/data/call-sample";
import { db } from "@/lib/data/db";
import { listNotices } from "@/lib/data/notices";
import { isPasswordOf } from "@/lib/data/passwords";
import { findReference, REFERENCE_VERSION } from "@/lib/data/reference";
import { createSession, findPersonBySession } from "@/lib/data/sessions";
import { listSetup } from "@/lib/data/setup-lists";
import { handleOf } from "@/lib/data/setup-sessions";
import { type FormValues, SETUP_SECTIONS, type SetupSection } from "@/lib/schemas/setup";
import { setCallShare } from "@/lib/use-cases/set-up/call-share";
import { endSessions } from "@/lib/use-cases/set-up/end-sessions";
import { makePassword } from "@/lib/use-cases/set-up/make-password";
import { putBack } from "@/lib/use-cases/set-up/put-back";
import { removeItem } from "@/lib/use-cases/set-up/remove-item";
import { type SaveRequest, saveItem } from "@/lib/use-cases/set-up/save-item";
import { sectionOf } from "@/lib/use-cases/set-up/sections";
import { seedReferenceData } from "@/prisma/seed/reference-data";
import { givenComplaint, MONDAY, staff } from "../support/domain";

const NOON = new Date("2026-11-24T07:00:00Z");
const admin = () => staff("admin");

/** Reads a thing as its page does, changes what is given, and saves it as its form does; what follows is seen and confirmed. */
async function change(
  section: SetupSection,
  id: string | null,
  changes: FormValues,
  { by = "admin", confirm = true, ...more }: { by?: string; confirm?: boolean } & Partial<SaveRequest> = {},
) {
  const { read, toForm } = sectionOf(section);
  const picture = id === null ? null : await read(db, id);
  const form = { ...(picture ? toForm(picture) : {}), ...changes };
  const request = {
    section,
    id,
    form,
    expected: hashOfPicture(picture),
    actorId: (await staff(by)).id,
    now: NOON,
    ...more,
  };
  const first = await saveItem(request);
  if (first.ok || first.error.code !== "foreseen" || !confirm) return first;
  return saveItem({ ...request, seen: first.error.seen });
}

async function done(...request: Parameters<typeof change>) {
  const saved = await change(...request);
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  return saved.value;
}
const version = async () => (await db.setting.findUniqueOrThrow({ where: { key: REFERENCE_VERSION } })).value;
const entries = async () => (await listAuditEntries({ take: 200 })).rows;
const problem = (field: string, code: string) => ({
  ok: false,
  error: { code: "fields", problems: [expect.objectContaining({ field, code })] },
});
const NAMES = { nameEn: "Test board", nameUr: "آزمائشی بورڈ" };

test("a word, a clock and the evidence of a service change with an exact entry and a new version; running terms stay", async () => {
  const { trackingId } = await givenComplaint();
  const due = (await db.complaint.findUniqueOrThrow({ where: { trackingId } })).dueAt;
  const before = await sectionOf("services").read(db, "WAT-SEWR");
  const was = await version();
  expect(await change("services", "WAT-SEWR", { clockDays: "7" }, { confirm: false })).toMatchObject({
    error: { code: "foreseen", foreseen: [{ code: "clocks-stay" }] },
  });
  expect(await version()).toBe(was);
  await done("services", "WAT-SEWR", { nameUr: "گٹر ابلنا، نیا لفظ", clockDays: "7" });
  const [entry] = await entries();
  expect(entry).toMatchObject({ what: "service", subject: "WAT-SEWR", actor: "admin@demo.pk", at: NOON });
  expect(entry?.before).toEqual(before);
  expect(entry?.after).toEqual({ ...before, nameUr: "گٹر ابلنا، نیا لفظ", clockDays: 7 });
  expect(await version()).not.toBe(was);
  expect((await findReference(db)).findService("WAT-SEWR")?.clockDays).toBe(7);
  expect((await db.complaint.findUniqueOrThrow({ where: { trackingId } })).dueAt).toEqual(due);

  await seedReferenceData();
  expect((await db.service.findUniqueOrThrow({ where: { code: "WAT-SEWR" } })).clockDays).toBe(7);

  const put = await putBack({ entryId: entry?.id ?? "", actorId: (await admin()).id, now: NOON });
  expect(put).toMatchObject({ ok: false, error: { code: "foreseen" } });
  if (put.ok || put.error.code !== "foreseen") throw new Error("not foreseen");
  const seen = put.error.seen;
  expect(await putBack({ entryId: entry?.id ?? "", seen, actorId: (await admin()).id, now: NOON })).toMatchObject({
    ok: true,
  });
  expect(await sectionOf("services").read(db, "WAT-SEWR")).toEqual(before);
  expect(await putBack({ entryId: entry?.id ?? "", seen, actorId: (await admin()).id, now: NOON })).toMatchObject({
    ok: false,
    error: { code: "changed" },
  });
});

test("of two who change the same thing the second is told, and nothing typed is lost", async () => {
  const picture = await sectionOf("districts").read(db, "pb-lahore");
  const expected = hashOfPicture(picture);
  await done("districts", "pb-lahore", { nameEn: "Lahore city" });
  expect(await change("districts", "pb-lahore", { nameEn: "Lahore town" }, { expected })).toMatchObject({
    error: { code: "changed", now: { nameEn: "Lahore city" } },
  });
  expect(await change("districts", "pb-lahore", {})).toMatchObject({ error: { code: "nothing-changed" } });
  await done("districts", "pb-lahore", { nameEn: "Lahore" });
  expect(await change("districts", "overseas", { active: "" })).toMatchObject(problem("active", "needed-by-portal"));
});

test("nobody but an administrator changes the set-up, and a refusal leaves no trace", async () => {
  const before = await entries();
  for (const name of ["officer", "supervisor", "head", "router", "helpline", "auditor", "citizen"]) {
    for (const section of SETUP_SECTIONS.filter((known) => known !== "absences")) {
      expect(await change(section, null, NAMES, { by: name }), `${name} ${section}`).toMatchObject({
        error: { code: "not-yours" },
      });
    }
    const { id: actorId } = await db.user.findUniqueOrThrow({ where: { email: `${name}@demo.pk` } });
    const victim = (await staff("officer2")).id;
    expect(await makePassword({ userId: victim, actorId, now: NOON })).toEqual({ ok: false, error: "not-yours" });
    const end = { userId: victim, handle: null, ownSessionId: "", actorId, now: NOON };
    expect(await endSessions(end)).toEqual({ ok: false, error: "not-yours" });
    expect(await removeItem({ section: "holidays", id: "x", expected: "", actorId, now: NOON })).toMatchObject({
      error: { code: "not-yours" },
    });
  }
  expect(await entries()).toEqual(before);
});

test("an officer is added to a desk, gets one password, loses sessions when switched off; the last administrator stays", async () => {
  const officer = await staff("officer");
  const form = { ...NAMES, email: "NEW@demo.pk", role: "officer", deskId: officer.deskId ?? "", active: "on" };
  expect(await change("officers", null, { ...form, deskId: "" })).toMatchObject(problem("deskId", "desk-needed"));
  expect(await change("officers", null, { ...form, email: "officer@demo.pk" })).toMatchObject(
    problem("email", "taken"),
  );
  const { id } = await done("officers", null, form);
  const made = await makePassword({ userId: id, actorId: (await admin()).id, now: NOON });
  if (!made.ok) throw new Error("no password");
  const user = await db.user.findUniqueOrThrow({ where: { id } });
  expect(user).toMatchObject({ email: "new@demo.pk", departmentId: officer.departmentId });
  expect(await isPasswordOf(user.passwordHash, made.value.password)).toBe(true);

  await createSession({ id: "session-of-new", userId: id, now: NOON });
  await done("officers", id, { active: "" });
  expect(await findPersonBySession("session-of-new", NOON)).toBeNull();
  expect(await db.session.count({ where: { userId: id } })).toBe(0);

  const me = (await admin()).id;
  for (const changes of [{ active: "" }, { role: "auditor" }] as FormValues[])
    expect(await change("officers", me, changes)).toMatchObject({ error: { code: "fields" } });
  expect(await change("officers", me, { role: "auditor" })).toMatchObject({
    error: { problems: [{ code: "not-oneself" }, { code: "last-admin" }] },
  });
  const told = JSON.stringify(await entries());
  expect(told).not.toContain(made.value.password);
  expect(told).not.toContain("argon2");
  expect(told).not.toContain("session-of-new");
});

test("an absence has a deputy at the same desk, none overlaps, and a supervisor enters those of the own department", async () => {
  const [officer, deputy, lesco] = await Promise.all([staff("officer"), staff("officer2"), staff("lesco")]);
  const times = { startsAt: "2026-12-01T09:00", endsAt: "2026-12-08T09:00" };
  const away = { userId: officer.id, deputyId: deputy.id, ...times };
  expect(await change("absences", null, { ...away, deputyId: lesco.id })).toMatchObject(
    problem("deputyId", "deputy-elsewhere"),
  );
  expect(
    await change("absences", null, { ...away, userId: lesco.id, deputyId: "" }, { by: "supervisor" }),
  ).toMatchObject({
    error: { code: "not-yours" },
  });
  const { id } = await done("absences", null, away, { by: "supervisor" });
  expect(await findAbsence(officer.id, new Date("2026-12-01T04:00:00Z"))).toMatchObject({ id, deputyId: deputy.id });
  expect(await findAbsence(officer.id, new Date("2026-12-08T04:00:00Z"))).toBeNull();
  expect(await listAbsent(new Date("2026-12-05T04:00:00Z"))).toHaveLength(1);
  expect(await change("absences", null, away)).toMatchObject(problem("startsAt", "overlap"));
  expect(await change("absences", null, { userId: deputy.id, deputyId: officer.id, ...times })).toMatchObject(
    problem("deputyId", "deputy-away"),
  );
  const expected = hashOfPicture(await sectionOf("absences").read(db, id));
  const late = { section: "absences", id, expected, actorId: (await admin()).id } as const;
  expect(await removeItem({ ...late, now: new Date("2026-12-02T04:00:00Z") })).toMatchObject(
    problem("", "absence-begun"),
  );
  expect(await removeItem({ ...late, now: NOON })).toMatchObject({ ok: true });
});

test("a holiday is shifted and removed with the terms it lies in told, and no seed brings it back", async () => {
  await givenComplaint({ now: MONDAY });
  const eid = await db.holiday.findFirstOrThrow({ where: { moonDependent: true } });
  const added = await done("holidays", null, { ...NAMES, date: "2026-11-27" });
  const moved = await change("holidays", added.id, { date: "2026-11-30" }, { confirm: false });
  expect(moved).toMatchObject({
    error: { foreseen: [{ code: "due-dates-stay", values: { count: expect.any(Number) } }] },
  });
  await done("holidays", added.id, { date: "2026-11-30" });
  expect((await findReference(db)).clockOf("punjab").holidays.has("2026-11-30")).toBe(true);
  expect((await findReference(db)).clockOf("punjab").holidays.has("2026-11-27")).toBe(false);
  const removal = { section: "holidays", id: eid.id, actorId: (await admin()).id, now: NOON } as const;
  const expected = hashOfPicture(await sectionOf("holidays").read(db, eid.id));
  const told = await removeItem({ ...removal, expected });
  if (told.ok || told.error.code !== "foreseen") throw new Error("not foreseen");
  expect(await removeItem({ ...removal, expected, seen: told.error.seen })).toMatchObject({ ok: true });
  await db.setting.update({ where: { key: "reference.seeded" }, data: { value: "older" } });
  await seedReferenceData();
  expect(await db.holiday.findUnique({ where: { id: eid.id } })).toBeNull();
});

test("a rule is tried on what was lodged before it counts, and warns of districts that it leaves without a desk", async () => {
  const lahore = await db.routingRule.findFirstOrThrow({ where: { serviceCode: "WAT-SEWR", districtId: "pb-lahore" } });
  await givenComplaint();
  const other = await db.desk.findFirstOrThrow({
    where: { kind: "handling", jurisdictionId: "punjab", id: { not: lahore.deskId } },
  });
  const tried = await change("rules", lahore.id, { deskId: other.id }, { confirm: false });
  if (tried.ok || tried.error.code !== "foreseen") throw new Error("not tried");
  const real = await db.complaint.count({ where: { serviceCode: "WAT-SEWR", districtId: "pb-lahore", sealed: false } });
  expect(tried.error.foreseen[0]).toMatchObject({
    code: "tried-on-real",
    values: { count: real },
    moves: [
      { desk: { nameEn: other.nameEn }, before: 0, after: real },
      { before: real, after: 0 },
    ],
  });
  expect((await db.routingRule.findUniqueOrThrow({ where: { id: lahore.id } })).deskId).toBe(lahore.deskId);
  expect(await change("desks", lahore.deskId, { active: "" })).toMatchObject(problem("active", "open-complaints"));
});

test("a notice holds from its first moment and not at its last, and leaves by itself", async () => {
  const form = { audience: "public", textEn: "Water is off on Monday", textUr: "پیر کو پانی بند ہے" };
  const times = { startsAt: "2026-11-24T12:00", endsAt: "2026-11-24T13:00" };
  expect(await change("notices", null, { ...form, startsAt: times.endsAt, endsAt: times.startsAt })).toMatchObject(
    problem("endsAt", "ends-before"),
  );
  const { id } = await done("notices", null, { ...form, ...times });
  const at = async (time: string) => (await listNotices("public", new Date(`2026-11-24T${time}Z`))).map((n) => n.id);
  expect([await at("06:59:59"), await at("07:00:00"), await at("07:59:59"), await at("08:00:00")]).toEqual([
    [],
    [id],
    [id],
    [],
  ]);
  expect(await listNotices("staff", NOON)).toEqual([]);
});

test("a template is kept only with known variables and no personal data", async () => {
  const form = {
    ...NAMES,
    action: "UPDATE",
    bodyEn: "For {trackingId}.",
    bodyUr: "{trackingId} کے لیے۔",
    position: "1",
    active: "on",
  };
  expect(await change("templates", null, { ...form, bodyEn: "{phone}" })).toMatchObject(
    problem("bodyEn", "template-unknown-variable"),
  );
  expect(await change("templates", null, { ...form, bodyEn: "Call 0300 1234567" })).toMatchObject(
    problem("bodyEn", "template-personal-data"),
  );
  const { id } = await done("templates", null, form);
  expect(await db.replyTemplate.findUnique({ where: { id } })).toMatchObject({ bodyEn: "For {trackingId}." });
});

test("a department, a desk and an emergency number are made, changed and closed", async () => {
  const department = await done("departments", null, { ...NAMES, jurisdictionId: "punjab", active: "on" });
  const form = { ...NAMES, departmentId: department.id, jurisdictionId: "punjab", kind: "handling", active: "on" };
  expect(await change("desks", null, { ...form, districtId: "sd-karachi-south" })).toMatchObject(
    problem("districtId", "elsewhere"),
  );
  const desk = await done("desks", null, form);
  expect(await change("departments", department.id, { active: "" })).toMatchObject(problem("active", "active-desks"));
  await done("desks", desk.id, { active: "" });
  await done("departments", department.id, { active: "" });

  const rescue = await sectionOf("numbers").read(db, "rescue");
  await done("numbers", "rescue", { phone: "1199" });
  const shown = await db.service.findMany({ where: { code: { in: rescue?.services as string[] } } });
  for (const { emergency } of shown) expect(JSON.stringify(emergency)).toContain('"phone":"1199"');
});

test("sessions are ended by hand by a handle, never one's own, and the audit names no token", async () => {
  const [officer, me] = await Promise.all([staff("officer"), admin()]);
  for (const [id, userId] of [
    ["one", officer.id],
    ["two", officer.id],
    ["mine", me.id],
  ] as const)
    await createSession({ id, userId, now: NOON });
  const asked = { ownSessionId: "mine", actorId: me.id, now: NOON };
  expect(await endSessions({ ...asked, userId: officer.id, handle: handleOf("one") })).toEqual({
    ok: true,
    value: { ended: 1 },
  });
  expect(await findPersonBySession("one", NOON)).toBeNull();
  expect(await findPersonBySession("two", NOON)).not.toBeNull();
  expect(await endSessions({ ...asked, userId: me.id, handle: null })).toEqual({ ok: false, error: "gone" });
  const entry = (await entries()).find(({ what }) => what === "session");
  expect(entry).toMatchObject({
    what: "session",
    subject: officer.id,
    before: { email: "officer@demo.pk" },
    after: null,
  });
});

test("the call-back share is set in percent, by administrators alone, and audited", async () => {
  const set = async (percent: string, by = "admin") =>
    setCallShare({ percent, actorId: (await staff(by)).id, now: NOON });
  expect(await findSampleShare(db)).toBe(0.1);
  expect(await set("25", "supervisor")).toEqual({ ok: false, error: "not-yours" });
  for (const wrong of ["", "-1", "101", "2.5", "1e1", "ten"])
    expect(await set(wrong), wrong).toEqual({ ok: false, error: "not-a-share" });
  expect(await findSampleShare(db)).toBe(0.1);
  expect(await set(" 25 ")).toEqual({ ok: true, value: { share: 0.25 } });
  expect(await set("25")).toEqual({ ok: true, value: { share: 0.25 } });
  expect(await findSampleShare(db)).toBe(0.25);
  const { rows } = await listAuditEntries({ what: "callback" });
  expect(rows).toMatchObject([{ actor: "admin@demo.pk", before: { share: 0.1 }, after: { share: 0.25 } }]);
  await set("0");
  expect(await findSampleShare(db)).toBe(0);
});

test("each list finds by a word and pages through what is many", async () => {
  const query = { text: "", place: "", page: 0, now: NOON, departmentId: null };
  for (const section of SETUP_SECTIONS)
    expect((await listSetup(section, query)).rows.length, section).toBeLessThanOrEqual(50);
  expect((await listSetup("services", { ...query, text: "wat-sewr" })).rows.map(({ id }) => id)).toEqual(["WAT-SEWR"]);
  const [first, second] = [await listSetup("districts", query), await listSetup("districts", { ...query, page: 1 })];
  expect(first.total).toBeGreaterThan(150);
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(100);
});

test("each code that can come up has its words in both languages", () => {
  const code = [
    "lib/schemas/setup.ts",
    ...readdirSync("lib/use-cases/set-up").map((file) => `lib/use-cases/set-up/${file}`),
  ]
    .map((file) => readFileSync(file, "utf8"))
    .join();
  for (const language of ["en", "ur"]) {
    const words = JSON.parse(readFileSync(`messages/${language}/setup.json`, "utf8"));
    for (const [, name = ""] of code.matchAll(/field: [^,]+, code: "([a-z-]+)"/g))
      expect(words.problems, name).toHaveProperty([name]);
    for (const [, name = ""] of code.matchAll(/\{ code: "([a-z-]+)"(?:, values| \}\])/g))
      expect(words.foresee, name).toHaveProperty([name]);
  }
});

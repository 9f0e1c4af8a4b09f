import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { countInbox, countMatching, listInbox, orderOf, viewOf } from "@/lib/data/inbox";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { DIRECTIONS, SORTS, viewsOf } from "@/lib/domain/inbox";
import { type InboxQuery, parseInboxQuery } from "@/lib/schemas/inbox-query";
import { givenComplaint, MONDAY, staff } from "../support/domain";
import { allSeen, belongs, dice, givenManyCases } from "../support/inbox";

const NAMES = [
  "officer",
  "officer2",
  "lesco",
  "supervisor",
  "head",
  "router",
  "callback",
  "appeal",
  "independent",
  "auditor",
];
const query = (words: Partial<Record<keyof InboxQuery, string>> = {}) => parseInboxQuery(words);

async function everybody(): Promise<[string, StaffActor][]> {
  const known = await Promise.all(NAMES.map(async (name): Promise<[string, StaffActor]> => [name, await staff(name)]));
  const [supervisor, officer, independent, callback] = await Promise.all(
    ["supervisor", "officer", "independent", "callback"].map(staff),
  );
  if (!supervisor || !officer || !independent || !callback) throw new Error("No demo accounts");
  return [
    ...known,
    ["a head of a jurisdiction", { ...supervisor, level: 2, departmentId: null }],
    ["the top", { ...supervisor, level: 4, departmentId: null, jurisdictionId: null }],
    ["a head of nothing", { ...supervisor, level: 3, departmentId: null, jurisdictionId: null }],
    ["a supervisor of no place", { ...supervisor, jurisdictionId: null }],
    ["an officer without a desk", { ...officer, deskId: null }],
    ["an independent desk of all places", { ...independent, jurisdictionId: null }],
    ["a router of no place", { ...officer, role: "router", jurisdictionId: null }],
    ["the helpline", await staff("helpline")],
    ["an administrator", await staff("admin")],
  ];
}

async function walk(actor: StaffActor, asked: InboxQuery, between: () => Promise<unknown> = async () => undefined) {
  const ids: string[] = [];
  const pages: string[][] = [];
  let at = asked;
  for (;;) {
    const page = await listInbox(actor, at, MONDAY);
    if (!page) return { ids, pages };
    const found = page.rows.map(({ trackingId }) => trackingId);
    pages.push(found);
    ids.push(...found);
    if (!page.next) return { ids, pages };
    at = { ...asked, after: page.next };
    await between();
  }
}

describe("filters and reach", () => {
  beforeAll(async () => {
    await givenManyCases({ count: 260, seed: 41, now: MONDAY });
    const away = await staff("officer2");
    const day = 86_400_000;
    await db.absence.create({
      data: {
        userId: away.id,
        startsAt: new Date(MONDAY.getTime() - day),
        endsAt: new Date(MONDAY.getTime() + day),
        createdById: away.id,
        createdAt: MONDAY,
      },
    });
  });

  test("every count is what a look at each complaint finds, for every role", async () => {
    let counted = 0;
    for (const [name, actor] of await everybody()) {
      const seen = await allSeen(actor);
      const fits = await belongs(actor, MONDAY);
      const views = viewsOf(actor);
      const expected = Object.fromEntries(
        views.filter((view) => view !== "all").map((view) => [view, seen.filter((each) => fits(view, each)).length]),
      );
      expect(await countInbox(actor, MONDAY), name).toEqual(expected);
      for (const view of views) {
        const listed = await walk(actor, query({ view }));
        const mine = seen.filter((each) => fits(view, each)).map(({ row }) => row.trackingId);
        expect(listed.ids.toSorted(), `${name}: ${view}`).toEqual(mine.toSorted());
        expect(await countMatching(actor, query({ view }), MONDAY), `${name}: ${view}`).toBe(mine.length);
        counted += mine.length;
      }
    }
    expect(counted, "the data must have something to count").toBeGreaterThan(1_000);
  });

  test("every order is kept from page to page, each complaint once, and the way back shows the same pages", async () => {
    const auditor = await staff("auditor");
    for (const sort of SORTS)
      for (const dir of DIRECTIONS) {
        const asked = query({ view: "all", sort, dir });
        const { ids, pages } = await walk(auditor, asked);
        expect(pages.length, `${sort} ${dir}`).toBeGreaterThan(4);
        expect(new Set(ids).size).toBe(await db.complaint.count());

        let page = await listInbox(auditor, asked, MONDAY);
        while (page?.next) page = await listInbox(auditor, { ...asked, after: page.next }, MONDAY);
        const back = [page?.rows.map(({ trackingId }) => trackingId)];
        while (page?.previous) {
          page = await listInbox(auditor, { ...asked, before: page.previous }, MONDAY);
          back.unshift(page?.rows.map(({ trackingId }) => trackingId));
        }
        expect(back, `${sort} ${dir}, back`).toEqual(pages);
      }
  });

  test("while others work, whoever pages on sees every complaint that nobody touched, once", async () => {
    const auditor = await staff("auditor");
    const { pick } = dice(7);
    const all = await db.complaint.findMany({ select: { id: true, trackingId: true } });
    const touched = new Set<string>();
    const { ids } = await walk(auditor, query({ view: "all", sort: "due" }), async () => {
      for (let moves = 0; moves < 12; moves += 1) {
        const { id, trackingId } = pick(all);
        touched.add(trackingId);
        const dueAt = new Date(MONDAY.getTime() + pick([-9, -3, 0, 4, 11]) * 86_400_000);
        await db.complaint.update({ where: { id }, data: { dueAt } });
      }
    });
    const calm = all.map(({ trackingId }) => trackingId).filter((id) => !touched.has(id));
    expect(calm.length).toBeGreaterThan(100);
    const times = new Map<string, number>();
    for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
    expect(calm.filter((id) => times.get(id) !== 1)).toEqual([]);
  });

  test("conditions narrow each other, and never beyond one's reach", async () => {
    const officer = await staff("officer");
    const seen = await allSeen(officer);
    const tests: [Partial<Record<keyof InboxQuery, string>>, (each: (typeof seen)[number]) => boolean][] = [
      [{ service: "WAT-SEWR" }, ({ row }) => row.serviceCode === "WAT-SEWR"],
      [{ service: "MUN" }, ({ row }) => row.serviceCode.startsWith("MUN-")],
      [{ state: "IN_PROGRESS" }, ({ row }) => row.state === "IN_PROGRESS"],
      [{ officer: officer.id }, ({ row }) => row.officerId === officer.id],
      [{ desk: "fd-power-lesco-desk" }, ({ row }) => row.deskId === "fd-power-lesco-desk"],
      [{ district: "pb-lahore" }, ({ row }) => row.districtId === "pb-lahore"],
      [{ from: "2026-11-23" }, ({ row }) => row.receivedAt >= new Date("2026-11-22T19:00:00Z")],
      [{ to: "2026-11-23" }, ({ row }) => row.receivedAt < new Date("2026-11-23T19:00:00Z")],
      [
        { service: "WAT-SEWR", state: "ASSIGNED" },
        ({ row }) => row.serviceCode === "WAT-SEWR" && row.state === "ASSIGNED",
      ],
    ];
    for (const [words, fits] of tests) {
      const { ids } = await walk(officer, query({ view: "all", ...words }));
      const expected = seen.filter(fits).map(({ row }) => row.trackingId);
      expect(ids.toSorted(), JSON.stringify(words)).toEqual(expected.toSorted());
    }
  });
});

test("nonsense in the address is nothing said, and a role without an inbox gets none", async () => {
  const asked = parseInboxQuery({
    view: "x",
    sort: ["due", "y"],
    dir: "up",
    state: "OPEN",
    from: "tomorrow",
    after: "~~",
  });
  expect(asked).toMatchObject({ view: null, sort: "due", dir: null, state: null, from: null });
  const officer = await staff("officer");
  expect(viewOf(officer, asked)).toBe("work");
  expect(viewOf(officer, { view: null, q: "gutter" })).toBe("all");
  expect(orderOf("work", asked)).toEqual({ sort: "due", dir: "asc" });
  expect((await listInbox(officer, asked, MONDAY))?.rows.length).toBeGreaterThan(0);
  for (const name of ["helpline", "admin"]) {
    expect(await listInbox(await staff(name), asked, MONDAY), name).toBeNull();
    expect(await countInbox(await staff(name), MONDAY), name).toEqual({});
  }
});

describe("search", () => {
  const found = async (who: string, q: string) => {
    const page = await listInbox(await staff(who), query({ q }), MONDAY);
    return page?.rows.map(({ trackingId }) => trackingId) ?? [];
  };

  test.each([
    ["the same letters", "نلکے خشک پڑے ہیں", "نلکے خشک"],
    ["Arabic yeh and kaf", "کھمبا گلی میں گرا", "كھمبا گلي"],
    ["Urdu digits", "مکان نمبر 7781 کے باہر", "۷۷۸۱"],
    ["Arabic digits", "مکان نمبر 7782 کے باہر", "٧٧٨٢"],
    ["a zero-width non-joiner", "ناقابلِ برداشت بدبو", "نا\u200Cقابل بدبو"],
    ["capitals and plurals", "Two broken manholes near Ichhra", "MANHOLE broken"],
    ["spellings of Roman Urdu", "Gali mein ganda paani kharra hai", "gandah pani khara"],
    ["a beginning of four letters", "The transformer burnt out", "tran burnt"],
    ["fillers beside a word", "The hydrant leaks", "the is hydrant"],
    ["the place", "It overflows each night", "chowk yateemkhana"],
  ])("%s", async (_, text, sought) => {
    const { trackingId } = await givenComplaint({ text, location: { landmark: "Chowk Yateemkhana" } });
    expect(await found("officer", sought)).toContain(trackingId);
    expect(await found("officer", `${sought} zzzqqq`)).toEqual([]);
    expect(await found("lesco", sought)).not.toContain(trackingId);
  });

  test("an ID finds its complaint however it is typed, and a mistyped one says what is wrong", async () => {
    const { trackingId } = await givenComplaint();
    expect(await found("officer", trackingId.toLowerCase().replaceAll("-", " "))).toEqual([trackingId]);
    expect(await found("lesco", trackingId)).toEqual([]);
    const wrong = trackingId.slice(0, -1) + (trackingId.endsWith("7") ? "8" : "7");
    const page = await listInbox(await staff("officer"), query({ q: wrong }), MONDAY);
    expect(page).toMatchObject({ total: 0, sought: { by: "mistyped", mistake: { code: "check" } } });
    const short = await listInbox(await staff("officer"), query({ q: trackingId.slice(0, -2) }), MONDAY);
    expect(short?.sought).toMatchObject({ by: "mistyped", mistake: { code: "length", count: 11 } });
  });

  test("names of services, districts and officers are found in both languages, beside words of the text", async () => {
    const { trackingId } = await givenComplaint({ text: "Unmistakable whirlpool in the street" });
    const officer = await staff("officer");
    await db.complaint.update({ where: { trackingId }, data: { officerId: officer.id } });
    for (const name of ["Lahore", "لاہور", "Imran", "عمران", "sewer", "گٹر"])
      expect(await found("officer", `whirlpool ${name}`), name).toEqual([trackingId]);
    expect(await found("officer", "whirlpool Multan")).toEqual([]);
    expect(await found("officer", "whirlpool Sana")).toEqual([]);
  });

  test("a tag is found by any of its words; filler alone finds nothing and says so", async () => {
    const { trackingId } = await givenComplaint();
    const { id } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
    const { id: addedById } = await staff("officer");
    await db.complaintTag.create({ data: { complaintId: id, tag: "pump 14", addedById, at: MONDAY } });
    for (const sought of ["pump 14", "PUMP", "#pump ۱۴"])
      expect(await found("officer", sought), sought).toEqual([trackingId]);
    const page = await listInbox(await staff("officer"), query({ q: "ہے the کا" }), MONDAY);
    expect(page).toMatchObject({ total: 0, sought: { by: "nothing" } });
  });

  test("nobody finds, not even by a count, what they may not see: named in it, another's, sealed, or hidden in its place", async () => {
    const { trackingId } = await givenComplaint({
      text: "Quicksilver bribery",
      location: { landmark: "Vermilion gate" },
    });
    const { id } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
    const officer = await staff("officer");
    const count = async (who: string, q: string) => countMatching(await staff(who), query({ q }), MONDAY);
    expect(await count("officer", "quicksilver")).toBe(1);

    await db.accused.create({ data: { complaintId: id, userId: officer.id } });
    for (const q of ["quicksilver", trackingId]) expect(await count("officer", q), q).toBe(0);
    expect(await count("officer2", "quicksilver")).toBe(1);
    await db.accused.deleteMany({ where: { complaintId: id } });

    // A protected case: only its own desk may search the words, in which the place stands too.
    await db.complaint.update({ where: { id }, data: { sensitive: true } });
    expect(await count("officer", "vermilion")).toBe(1);
    for (const who of ["supervisor", "auditor"]) {
      expect(await count(who, "vermilion"), who).toBe(0);
      expect(await count(who, trackingId), who).toBe(1);
    }
    await db.complaint.update({ where: { id }, data: { sealed: true } });
    for (const who of ["officer", "supervisor", "router"]) expect(await count(who, trackingId), who).toBe(0);
  });
});

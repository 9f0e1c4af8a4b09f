import { expect, test } from "vitest";
import { findFacts } from "@/lib/data/case-facts";
import { db } from "@/lib/data/db";
import { countMentions, listMentionable, listMentions, markMentionsSeen } from "@/lib/data/mentions";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";

const factsOf = async (trackingId: string) => {
  const facts = await findFacts(db, trackingId, MONDAY);
  if (!facts) throw new Error("no such case");
  return facts;
};
const namesOf = async (name: string) => db.user.findUniqueOrThrow({ where: { email: `${name}@demo.pk` } });
const mentionsOf = (complaintId: string) => db.mention.findMany({ where: { complaintId } });

test("a colleague named in a note is told until they open the case, in either language's name", async () => {
  const { trackingId } = await givenComplaint();
  const [officer, colleague, supervisor] = [await staff("officer"), await staff("officer2"), await staff("supervisor")];
  const [second, chief] = [await namesOf("officer2"), await namesOf("supervisor")];
  const before = await countMentions(colleague.id);

  const noted = await act(trackingId, officer, "NOTE", {
    text: `@${second.nameEn}, look at the pump. @${chief.nameUr}`,
  });
  expect(noted.ok).toBe(true);
  const { id } = await factsOf(trackingId);
  expect((await mentionsOf(id)).map(({ userId }) => userId).toSorted()).toEqual(
    [colleague.id, supervisor.id].toSorted(),
  );
  expect(await countMentions(colleague.id)).toBe(before + 1);
  expect((await listMentions(colleague)).map((mention) => mention.trackingId)).toContain(trackingId);

  expect(await markMentionsSeen(id, colleague.id, MONDAY)).toBe(true);
  expect(await markMentionsSeen(id, colleague.id, MONDAY)).toBe(false);
  expect(await countMentions(colleague.id)).toBe(before);
  expect((await listMentions(supervisor)).map((mention) => mention.trackingId)).toContain(trackingId);
});

test("whoever may not see the case is named in vain: another office, an auditor, oneself", async () => {
  const { trackingId } = await givenComplaint();
  const { id } = await factsOf(trackingId);
  const others = await Promise.all(["lesco", "auditor", "helpline", "officer"].map(namesOf));
  await act(trackingId, await staff("officer"), "NOTE", { text: others.map(({ nameEn }) => `@${nameEn}`).join(" ") });
  expect(await mentionsOf(id)).toEqual([]);
});

test("whoever is named in the complaint is neither offered, nor mentioned, nor told any more", async () => {
  const { trackingId } = await givenComplaint();
  const facts = await factsOf(trackingId);
  const [officer, colleague] = [await staff("officer"), await staff("officer2")];
  const second = await namesOf("officer2");
  const offered = async () => (await listMentionable(await factsOf(trackingId), officer.id)).map(({ id }) => id);
  expect(await offered()).toContain(colleague.id);
  await act(trackingId, officer, "NOTE", { text: `@${second.nameEn} once` });
  expect((await listMentions(colleague)).map((mention) => mention.trackingId)).toContain(trackingId);

  await db.accused.create({ data: { complaintId: facts.id, userId: colleague.id } });
  expect(await offered()).not.toContain(colleague.id);
  expect((await listMentions(colleague)).map((mention) => mention.trackingId)).not.toContain(trackingId);
  await act(trackingId, officer, "NOTE", { text: `@${second.nameEn} again` });
  expect(await mentionsOf(facts.id)).toHaveLength(1);
});

test("a note that is refused mentions nobody, and a public text never does", async () => {
  const { trackingId } = await givenComplaint();
  const { id } = await factsOf(trackingId);
  const officer = await staff("officer");
  const second = await namesOf("officer2");
  expect((await act(trackingId, officer, "NOTE", { text: `@${second.nameEn} ${"x".repeat(6_000)}` })).ok).toBe(false);
  await act(trackingId, officer, "START", { publicText: `@${second.nameEn} comes on Thursday` });
  expect(await mentionsOf(id)).toEqual([]);
});

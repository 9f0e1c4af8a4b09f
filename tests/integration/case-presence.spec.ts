import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { meetAtCase } from "@/lib/use-cases/note-presence";
import { givenComplaint, MONDAY, staff } from "../support/domain";

const after = (seconds: number) => new Date(MONDAY.getTime() + seconds * 1_000);
const signs = () => db.presence.findMany({ select: { userId: true, at: true } });

beforeEach(() => db.presence.deleteMany());

test("two who have a case open know of each other, who writes is said, and who has left is gone after a minute", async () => {
  const { trackingId } = await givenComplaint();
  const [officer, colleague] = [await staff("officer"), await staff("officer2")];
  const meet = (actor: typeof officer, seconds: number, writing = false) =>
    meetAtCase({ trackingId, actor, writing, now: after(seconds) });

  expect(await meet(officer, 0)).toEqual({ present: [], version: expect.any(Number) });
  const { nameEn, nameUr } = await db.user.findUniqueOrThrow({ where: { id: officer.id } });
  const name = { en: nameEn, ur: nameUr };
  expect((await meet(colleague, 5))?.present).toEqual([{ name, writing: false }]);
  await meet(officer, 20, true);
  expect((await meet(colleague, 25))?.present).toEqual([{ name, writing: true }]);
  await meet(officer, 40);
  expect((await meet(colleague, 45))?.present).toEqual([{ name, writing: false }]);
  expect((await meet(colleague, 101))?.present, "61 seconds of silence").toEqual([]);
  expect(await signs(), "what is over is not kept").toEqual([{ userId: colleague.id, at: after(101) }]);
});

test("an auditor sees who is there and is not seen; who may not see the case learns and leaves nothing", async () => {
  const { trackingId } = await givenComplaint();
  const [officer, auditor] = [await staff("officer"), await staff("auditor")];
  const meet = (actor: typeof officer) => meetAtCase({ trackingId, actor, writing: false, now: MONDAY });
  await meet(officer);
  expect((await meet(auditor))?.present).toHaveLength(1);
  for (const name of ["lesco", "admin", "helpline", "appeal"]) expect(await meet(await staff(name)), name).toBeNull();
  expect((await meet(officer))?.present).toEqual([]);
  expect((await signs()).map(({ userId }) => userId)).toEqual([officer.id]);
});

test("who is named in the complaint meanwhile is no longer told of, and no longer told", async () => {
  const { trackingId } = await givenComplaint();
  const { id } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
  const [officer, colleague] = [await staff("officer"), await staff("officer2")];
  const meet = (actor: typeof officer) => meetAtCase({ trackingId, actor, writing: false, now: MONDAY });
  await meet(colleague);
  await db.accused.create({ data: { complaintId: id, userId: colleague.id } });
  expect((await meet(officer))?.present).toEqual([]);
  expect(await meet(colleague)).toBeNull();
});

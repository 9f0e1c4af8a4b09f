import { expect, test } from "vitest";
import { findPublishedHead, findPublishedReference } from "@/lib/data/published";
import { readReference, showReference } from "@/lib/web/reference";

test("what the database was seeded with makes the very pages that the build has", async () => {
  const built = [readReference("en"), readReference("ur")];
  const { overseas, ...found } = await findPublishedReference();
  if (!overseas) throw new Error("overseas is missing");
  showReference({ ...found, overseas });
  expect([readReference("en"), readReference("ur")]).toEqual(built);
  expect(JSON.stringify([readReference("en"), readReference("ur")])).toBe(JSON.stringify(built));
  expect((await findPublishedHead(new Date())).notices).toEqual([]);
});

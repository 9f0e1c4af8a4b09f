import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { PUT as putOutages } from "@/app/internal/outages/route";
import { listOutages } from "@/lib/data/outages";
import { close, reopen } from "../support/closing";

afterEach(reopen);

test("a door tells of outages: twice is once, and nobody else may", async () => {
  const outage = {
    id: randomUUID(),
    kind: "away",
    startedAt: "2026-11-24T07:00:00.000Z",
    endedAt: "2026-11-24T07:10:00.000Z",
    announced: false,
    reason: null,
    until: null,
  };
  const tell = (body: unknown, headers: Record<string, string> = { "x-jawab-door": "proven" }) =>
    putOutages(
      new Request("http://portal.test/internal/outages", { method: "PUT", body: JSON.stringify(body), headers }),
      { params: Promise.resolve({}) },
    );
  expect((await tell({ outages: [outage] })).status).toBe(200);
  expect((await tell({ outages: [outage] })).status).toBe(200);
  expect((await listOutages()).filter(({ id }) => id === outage.id)).toEqual([
    { ...outage, startedAt: new Date(outage.startedAt), endedAt: new Date(outage.endedAt) },
  ]);
  expect((await tell({ outages: [outage] }, {})).status).toBe(404);
  expect((await tell({ outages: [{ ...outage, endedAt: null, kind: "x" }] })).status).toBe(422);
  close();
  expect((await tell({ outages: [outage] })).status).toBe(503);
});

import { expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { ACTIONS, type Action } from "@/lib/domain/complaint/workflow";
import type { ActInput } from "@/lib/use-cases/resolve-references";
import { CASE_NAMES, fillCases } from "../support/access/cases";
import { ACCOUNTS, type Account, MAY } from "../support/access/may";
import { act, staff } from "../support/domain";

/** Whatever any action may have to bring. */
const EVERYTHING: ActInput = {
  publicText: "The line was cleared and the road washed.",
  text: "The water still stands in the street.",
  reason: "As seen on the spot",
  desk: "wasa-lahore",
  service: "WAT-NOWT",
  days: 3,
  rating: 4,
  outcome: "relief_granted",
  rejectReason: "private_dispute",
  reference: "W-1",
  decision: "uphold",
  sequence: 1,
  accusedIds: [],
};

/** What design §5 gives to somebody who doesn't read the case: administrators erase, routers sort, the helpline notes a call. */
const UNSEEN: Partial<Record<Account, readonly Action[]>> = {
  admin: ["REDACT"],
  router: ["RECATEGORISE", "UNMERGE"],
  helpline: ["CALL_LOG"],
};

test("whoever may not read a case can do nothing to it, by any action", async () => {
  const now = new Date();
  const cases = await fillCases(now);
  const parent = cases.neighbour.trackingId;
  const officer = (await staff("officer3")).id;
  const events = () => db.event.count();
  const before = await events();
  const done: string[] = [];
  let cells = 0;
  for (const account of ACCOUNTS) {
    if (account === "nobody" || account === "citizen") continue;
    const actor = await staff(account);
    for (const name of CASE_NAMES) {
      // The auditor reads all and changes nothing.
      if (MAY[name][account] !== undefined && account !== "auditor") continue;
      for (const action of ACTIONS) {
        if (UNSEEN[account]?.includes(action)) continue;
        cells += 1;
        const { ok } = await act(cases[name].trackingId, actor, action, { ...EVERYTHING, officer, parent }, { now });
        if (ok) done.push(`${account} ${action} ${name}`);
      }
    }
  }
  expect(done).toEqual([]);
  expect(await events()).toBe(before);
  expect(cells).toBeGreaterThan(5_000);
});

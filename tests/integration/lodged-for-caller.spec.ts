import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { claimKeyForMessage } from "@/lib/data/caller-keys";
import { db } from "@/lib/data/db";
import { claimKeyHash } from "@/lib/domain/complaint/claim-key";
import { readCallerAnswers } from "@/lib/schemas/caller-lodgement";
import { lodgeForCaller } from "@/lib/use-cases/lodge-for-caller";
import { aPhone, idsOf, minutes } from "../support/callers";
import { act, MONDAY, staff } from "../support/domain";

afterEach(() => db.lookUp.deleteMany());

describe("a complaint lodged for a caller", () => {
  function answers(changes: Record<string, string> = {}) {
    const form = new FormData();
    const all = {
      serviceCode: "WAT-SEWR",
      districtId: "pb-lahore",
      "location.landmark": "Street 9, Ichhra",
      text: "The sewer overflows in our street.",
      ...changes,
    };
    for (const [name, value] of Object.entries(all)) form.set(name, value);
    return readCallerAnswers(form);
  }
  async function lodge(
    changes: Record<string, string> = {},
    more: { press?: string; walkIn?: boolean; now?: Date } = {},
  ) {
    return lodgeForCaller({
      actor: await staff("helpline"),
      press: more.press ?? randomUUID(),
      answers: answers(changes),
      language: "ur",
      needsPlace: true,
      walkIn: more.walkIn ?? false,
      now: more.now ?? MONDAY,
    });
  }

  test("has an ID, goes to its desk, names who typed it, and sends the key to the caller unseen", async () => {
    const phone = aPhone();
    const press = randomUUID();
    const lodged = await lodge(
      { "contact.phone": phone, "contact.name": "Bilal", "contact.cnic": "35202-1111111-1" },
      { press },
    );
    if (!lodged.ok) throw new Error(JSON.stringify(lodged.error));
    const { trackingId, key } = lodged.value;
    expect(key).toEqual({ way: "sent", by: "sms" });
    const row = await db.complaint.findUniqueOrThrow({
      where: { trackingId },
      include: { events: true, outbox: true },
    });
    const helpline = await staff("helpline");
    expect(row).toMatchObject({ channel: "helpline", state: "ASSIGNED", deskId: expect.any(String) });
    expect(row.events.find(({ action }) => action === "SUBMIT")).toMatchObject({
      role: "helpline",
      actorId: helpline.id,
    });
    expect(row.outbox).toMatchObject([{ id: press, template: "CALLER_KEY", recipient: phone }]);

    const claimKey = claimKeyForMessage(press);
    expect(claimKeyHash(claimKey)).toBe(row.claimKeyHash);
    expect(JSON.stringify([lodged, row]), "the key is nowhere kept").not.toContain(claimKey);
    const opened = await act(trackingId, { kind: "citizen", claimKey }, "REPLY", { text: "One thing more" });
    expect(opened).toMatchObject({ ok: true });
    expect(await idsOf("35202-1111111-1")).toEqual([trackingId]);

    expect(
      await lodge({ "contact.phone": phone, "contact.name": "Bilal", "contact.cnic": "35202-1111111-1" }, { press }),
    ).toMatchObject({
      ok: true,
      value: { trackingId },
    });
    expect(await db.complaint.count({ where: { trackingId } })).toBe(1);
    expect(await lodge({ text: "Quite another complaint, this one." }, { press })).toMatchObject({
      error: { code: "again" },
    });
  });

  test("of a citizen at the counter prints the key once; with a contact, or nobody there, it is not shown", async () => {
    const press = randomUUID();
    const printed = await lodge({}, { walkIn: true, press });
    if (!printed.ok || printed.value.key.way !== "printed") throw new Error("Not printed");
    const { trackingId, key } = printed.value;
    expect(
      await act(trackingId, { kind: "citizen", claimKey: key.claimKey }, "REPLY", { text: "Here I am" }),
    ).toMatchObject({ ok: true });
    const late = await lodge({}, { walkIn: true, press, now: minutes(30) });
    expect(late).toMatchObject({ ok: true, value: { trackingId, key: { way: "none" } } });
    expect(await lodge({ "contact.email": "b@example.pk" }, { walkIn: true })).toMatchObject({
      value: { key: { way: "sent", by: "email" } },
    });
    expect(await lodge()).toMatchObject({ value: { key: { way: "none" } } });
    expect(await lodge({ "contact.phone": aPhone(), "contact.channel": "none" })).toMatchObject({
      value: { key: { way: "none" } },
    });
  });

  test("is refused with every field to mend, and to everybody but the helpline", async () => {
    const refused = await lodge({
      serviceCode: "",
      text: "short",
      "contact.cnic": "12",
      "quiet.from": "22:00",
      "location.landmark": "",
    });
    if (refused.ok || refused.error.code !== "fields") throw new Error("Not refused");
    expect(refused.error.errors.map(({ field }) => field).sort()).toEqual(
      ["contact.cnic", "location.landmark", "quiet.to", "serviceCode", "text"].sort(),
    );
    const actor = await staff("officer");
    const request = {
      actor,
      press: randomUUID(),
      answers: answers(),
      language: "ur",
      needsPlace: true,
      walkIn: true,
      now: MONDAY,
    } as const;
    expect(await lodgeForCaller(request)).toEqual({ ok: false, error: { code: "not_permitted" } });
  });
});

import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  eventHash,
  NO_PREVIOUS_HASH,
  payloadDigest,
  type StoredEvent,
  verifyChain,
} from "@/lib/domain/complaint/event-chain";
import { daysAfter, MONDAY } from "../support/given-case";

const SALT = Uint8Array.from({ length: 16 }, (_, i) => i);

function givenChain(length: number): StoredEvent[] {
  const events: StoredEvent[] = [];
  for (let i = 0; i < length; i += 1) {
    const payload = { salt: SALT, value: { text: `event ${i}` } };
    const event = {
      previousHash: events.at(-1)?.hash ?? NO_PREVIOUS_HASH,
      complaintId: "case-1",
      sequence: i + 1,
      at: daysAfter(MONDAY, i),
      action: "UPDATE" as const,
      role: "officer" as const,
      payloadDigest: payloadDigest(payload.salt, payload.value),
    };
    events.push({ ...event, hash: eventHash(event), payload });
  }
  return events;
}

function changed(chain: StoredEvent[], i: number, change: Partial<StoredEvent>): StoredEvent[] {
  return chain.map((event, n) => (n === i ? { ...event, ...change } : event));
}

describe("payload digest", () => {
  test("is SHA-256 of the salt's bytes followed by the canonical JSON", () => {
    const expected = createHash("sha256").update(SALT).update('{"a":[1,"ق"],"b":2}').digest("hex");
    expect(payloadDigest(SALT, { b: 2, a: [1, "ق"] })).toBe(expected);
  });

  test("another salt, another digest; a short salt is a defect", () => {
    expect(payloadDigest(SALT.toReversed(), {})).not.toBe(payloadDigest(SALT, {}));
    expect(() => payloadDigest(SALT.slice(1), {})).toThrow(RangeError);
  });
});

describe("chain", () => {
  test("the hash is SHA-256 of the canonical JSON of what it covers", () => {
    const [event] = givenChain(1);
    if (!event) throw new Error("No event");
    const covered = `{"action":"UPDATE","at":"2026-03-02T05:00:00.000Z","complaintId":"case-1","payloadDigest":"${event.payloadDigest}","previousHash":"${NO_PREVIOUS_HASH}","role":"officer","sequence":1}`;
    expect(event.hash).toBe(createHash("sha256").update(covered).digest("hex"));
  });

  test("an untouched one verifies, an empty one too", () => {
    const chain = givenChain(5);
    expect(verifyChain(chain)).toEqual({ ok: true, value: { length: 5, head: chain[4]?.hash } });
    expect(verifyChain([])).toEqual({ ok: true, value: { length: 0, head: NO_PREVIOUS_HASH } });
  });

  test("erasing payloads leaves it valid", () => {
    const chain = givenChain(5).map((event, i) => (i % 2 ? { ...event, payload: null } : event));
    expect(verifyChain(chain).ok).toBe(true);
  });

  test.each<[string, Partial<StoredEvent>, string]>([
    ["time", { at: daysAfter(MONDAY, 99) }, "hash"],
    ["action", { action: "RESOLVE" }, "hash"],
    ["role", { role: "supervisor" }, "hash"],
    ["digest", { payloadDigest: "0".repeat(64) }, "hash"],
    ["payload", { payload: { salt: SALT, value: { text: "other" } } }, "payload"],
    ["salt", { payload: { salt: SALT.toReversed(), value: { text: "event 2" } } }, "payload"],
    ["previous hash", { previousHash: NO_PREVIOUS_HASH }, "link"],
    ["sequence", { sequence: 7 }, "sequence"],
    ["complaint", { complaintId: "case-2" }, "sequence"],
  ])("a changed %s is found, and where", (_name, change, code) => {
    expect(verifyChain(changed(givenChain(5), 2, change))).toEqual({ ok: false, error: { code, sequence: 3 } });
  });

  test("a removed, doubled or swapped event is found", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), (i, n) => {
        const chain = givenChain(7);
        expect(verifyChain(chain.toSpliced(i, 1)).ok).toBe(false);
        const event = chain[i];
        if (event) expect(verifyChain(chain.toSpliced(i, 0, event)).ok).toBe(false);
        const other = chain[n];
        if (event && other && i !== n) expect(verifyChain(chain.with(i, other).with(n, event)).ok).toBe(false);
      }),
    );
  });

  test("an event rewritten with a fitting hash breaks the link after it", () => {
    const chain = givenChain(4);
    const event = chain[1];
    if (!event) throw new Error("No event");
    const forged = { ...event, role: "admin" as const };
    expect(verifyChain(changed(chain, 1, { ...forged, hash: eventHash(forged) }))).toEqual({
      ok: false,
      error: { code: "link", sequence: 3 },
    });
  });
});

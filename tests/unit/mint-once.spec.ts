import { expect, test } from "vitest";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { forgetMint, mintedByDoor, mintOnce, pressOf } from "@/lib/web/mint-once";

const NOW = new Date("2026-11-24T10:00:00Z");
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

test("a second press while the answer is on its way takes the first ID and key; a minute later it is a new one", () => {
  const press = pressOf(["10.0.0.1", "phone"], ["text"]);
  const first = mintOnce(press, NOW);
  expect(parseTrackingId(first.trackingId)).toEqual({ ok: true, value: first.trackingId });
  expect(mintOnce(press, later(59))).toEqual(first);
  expect(mintOnce(press, later(61)).trackingId).not.toBe(first.trackingId);
});

test("another text, another browser, another address: another ID", () => {
  const presses = [
    pressOf(["10.0.0.1", "phone"], ["a"]),
    pressOf(["10.0.0.1", "phone"], ["b"]),
    pressOf(["10.0.0.1", "desktop"], ["a"]),
    pressOf(["10.0.0.2", "phone"], ["a"]),
  ];
  expect(new Set(presses.map((press) => mintOnce(press, NOW).trackingId)).size).toBe(presses.length);
});

test("what came under a forgotten mint is minted anew", () => {
  const press = pressOf([], ["taken"]);
  const first = mintOnce(press, NOW);
  forgetMint(press);
  expect(mintOnce(press, NOW).trackingId).not.toBe(first.trackingId);
});

test("the memory stays bounded, and the newest are kept", () => {
  const first = mintOnce(pressOf([], [0]), NOW);
  for (let n = 1; n <= 10_100; n += 1) mintOnce(pressOf([], [n]), later(1));
  const last = mintOnce(pressOf([], [10_100]), later(2));
  expect(mintOnce(pressOf([], [10_100]), later(2))).toEqual(last);
  expect(mintOnce(pressOf([], [0]), later(2)).trackingId).not.toBe(first.trackingId);
});

test("the door's ID is taken only whole: a well-formed ID and a key", () => {
  const key = "k".repeat(43);
  expect(mintedByDoor("PCP-7F3K-9QXM-2T8V7", key)).toMatchObject({ trackingId: "PCP-7F3K-9QXM-2T8V7", claimKey: key });
  expect(mintedByDoor("PCP-7F3K-9QXM-2T8V8", key)).toBeNull();
  expect(mintedByDoor("PCP-7F3K-9QXM-2T8V7", null)).toBeNull();
  expect(mintedByDoor(null, key)).toBeNull();
});

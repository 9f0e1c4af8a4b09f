import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchApp } from "@/lib/door/app-health";
import type { Mode } from "@/lib/mode";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const WELL = { mode: "normal", database: { ok: true } };

/** A door's view of an app that says `said`, or nothing. */
function watching(said: object | string | null) {
  let now = said;
  let mode: Mode = { mode: "normal" };
  const probe = async () =>
    now === null
      ? null
      : { status: 200, headers: {}, body: Buffer.from(typeof now === "string" ? now : JSON.stringify(now)) };
  const health = watchApp({ probe }, { everyMs: 1_000, announced: () => mode });
  return {
    health,
    say: (next: typeof now) => {
      now = next;
    },
    announce: (next: Mode) => {
      mode = next;
    },
    async look(times = 1): Promise<void> {
      await vi.advanceTimersByTimeAsync(times * 1_000);
    },
  };
}

test("the first look counts at once; after that two failures to leave, two successes to return", async () => {
  const { health, say, look } = watching(WELL);
  expect(health.state).toBe("away");
  await health.known;
  expect(health.state).toBe("normal");
  say(null);
  await look();
  expect(health.state).toBe("normal");
  say(WELL);
  await look();
  say(null);
  await look(2);
  expect(health.state).toBe("away");
  const { since } = health;
  say(WELL);
  await look();
  expect([health.state, health.since]).toEqual(["away", since]);
  await look();
  expect(health.state).toBe("normal");
  health.stop();
});

test("refused connections count as looks, and whoever waits for an answer is told", async () => {
  const { health } = watching(WELL);
  await health.known;
  let told = 0;
  const leave = health.onAway(() => (told += 1));
  health.onAway(() => (told += 10));
  leave();
  health.noteFailure();
  expect(health.state).toBe("normal");
  health.noteFailure();
  expect([health.state, told]).toEqual(["away", 10]);
  health.stop();
});

test("an app that answers others is slow, not away", async () => {
  let answers = true;
  const probe = async () => {
    if (answers) health.noteAnswer();
    return null;
  };
  const well = { status: 200, headers: {}, body: Buffer.from(JSON.stringify(WELL)) };
  const client = { probe: async (): Promise<typeof well | null> => well };
  const health = watchApp(client, { everyMs: 1_000, announced: () => ({ mode: "normal" }) });
  await health.known;
  client.probe = probe;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(health.state).toBe("normal");
  answers = false;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(health.state).toBe("away");
  health.stop();
});

for (const [said, state] of [
  [{ mode: "read-only", database: { ok: true } }, "read-only"],
  [{ mode: "normal", database: { ok: false } }, "read-only"],
  [{ mode: "read-only", database: { ok: false, readable: false } }, "away"],
  [{ ...WELL, worker: { ok: false } }, "normal"],
  ["<html>Somebody else</html>", "away"],
  [{}, "away"],
] as const) {
  test(`${JSON.stringify(said)} is ${state}`, async () => {
    const { health } = watching(said);
    await health.known;
    expect(health.state).toBe(state);
    health.stop();
  });
}

test("what was announced stands above what the app says, but an app that is gone is gone", async () => {
  const { health, say, announce, look } = watching(WELL);
  await health.known;
  const since = "2026-11-24T08:00:00.000Z";
  announce({ mode: "read-only", since, until: null, reason: { en: "x", ur: "x" } });
  expect([health.state, health.since]).toEqual(["read-only", new Date(since)]);
  say(null);
  await look(2);
  expect(health.state).toBe("away");
  health.stop();
});

test("an app that has moved is looked at anew at once; one slow look there changes nothing", async () => {
  const { health, say } = watching(null);
  await health.known;
  say(WELL);
  health.lookAnew();
  await vi.advanceTimersByTimeAsync(0);
  expect(health.state).toBe("normal");
  say(null);
  health.lookAnew();
  await vi.advanceTimersByTimeAsync(0);
  expect(health.state).toBe("normal");
  health.stop();
});

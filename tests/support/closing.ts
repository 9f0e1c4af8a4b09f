import { setTimeout as sleep } from "node:timers/promises";
import { unwritableSince } from "@/lib/data/db";
import { writeMode } from "@/lib/mode";
import { changeMode } from "@/lib/use-cases/change-mode";

export const reason = { en: "The machine room moves house", ur: "مشینیں نئی جگہ منتقل ہو رہی ہیں" };
export const admin = { id: "an-admin", name: "admin@demo.pk" };

/** Sets the portal read-only, as an administrator does. */
export function close(until: Date | null = null, now = new Date()) {
  return changeMode({ wanted: { mode: "read-only", until, reason }, actor: admin, now });
}

export function open() {
  return changeMode({ wanted: { mode: "normal" }, actor: admin, now: new Date() });
}

/** For `afterEach`: whatever the test left, the next one finds a portal that takes writes. */
export async function reopen(): Promise<void> {
  writeMode({ mode: "normal" });
  for (let tries = 0; unwritableSince() !== null && tries < 100; tries += 1) await sleep(50);
}

export function minutesAfter(from: Date, minutes: number): Date {
  return new Date(from.getTime() + minutes * 60_000);
}

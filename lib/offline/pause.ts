import { openPhone } from "./database";

type What = "sending" | "looking";

/** Until when the portal asked this phone to leave it alone, in milliseconds since 1970; null when it need not. */
export async function findPause(what: What = "sending"): Promise<number | null> {
  const kept = await (await openPhone()).get("meta", `pause-${what}`);
  return kept && kept.until > Date.now() ? kept.until : null;
}

export async function pauseUntil(until: number, what: What = "sending"): Promise<void> {
  await (await openPhone()).put("meta", { until }, `pause-${what}`);
}

import { type Mode, readMode } from "@/lib/mode";
import type { AppClient } from "./app-client";
import type { AppHealth } from "./app-health";
import type { OutageLedger } from "./ledger";

const EVERY_MS = 1_000;

type Parts = {
  client: Pick<AppClient, "ask">;
  health: Pick<AppHealth, "state">;
  ledger: OutageLedger;
  everyMs?: number;
  announced?: () => Mode;
};

/**
 * The leading door's words for the ledger, each second; and to the app, while it is normal, what it hasn't heard of outages
 * that are over (app/internal/outages). Stopped before another door leads.
 */
export function keepLedger({ client, health, ledger, everyMs = EVERY_MS, announced = readMode }: Parts) {
  let isTelling = false;

  async function round(): Promise<void> {
    try {
      const { state } = health;
      ledger.note({ state, at: new Date(), announced: announced() });
      if (state === "normal" && !isTelling) await tell();
    } catch (error) {
      // A second later there is another word; a disk that takes none is told of by /readyz.
      console.error("The ledger waits:", error instanceof Error ? error.message : error);
    }
  }

  async function tell(): Promise<void> {
    const outages = ledger.untold();
    if (outages.length === 0) return;
    isTelling = true;
    try {
      const body = Buffer.from(JSON.stringify({ outages }));
      const headers = { "content-type": "application/json" };
      const { status } = await client.ask("PUT", "/internal/outages", { headers, body });
      if (status === 200) ledger.markTold(outages.map(({ id }) => id));
    } catch {
      // The app has gone meanwhile; it hears of it later.
    } finally {
      isTelling = false;
    }
  }

  void round();
  const timer = setInterval(() => void round(), everyMs);
  return {
    stop(): void {
      clearInterval(timer);
    },
  };
}

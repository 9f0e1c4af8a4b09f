import type { AppClient } from "./app-client";
import type { AppHealth } from "./app-health";
import type { BodyStore } from "./kept-body";
import type { KeptSite } from "./kept-site";
import type { OutageLedger } from "./ledger";
import type { Presses } from "./presses";
import type { StatusStore } from "./status-store";
import type { Taking } from "./taken";
import type { Turns } from "./turns";

/** What a door is made of (main.ts), for whatever answers a request. */
export type DoorParts = {
  client: AppClient;
  health: AppHealth;
  store: StatusStore;
  taking: Taking;
  site: KeptSite;
  bodies: BodyStore;
  presses: Presses;
  turns: Turns;
  ledger: Pick<OutageLedger, "list">;
  /** The body of /readyz, and whether every part is normal. */
  readiness: () => { ok: boolean; body: Record<string, unknown> };
  /** Whether look-ups or spooling work. */
  isAlive: () => boolean;
  /** Set while this door is drained: every answer then asks its client to come in by another connection. */
  draining: () => boolean;
};

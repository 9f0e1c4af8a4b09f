/** A door worker without its public port: it takes what it is sent, and leads when it is its turn. */
import { join } from "node:path";
import { appClient } from "@/lib/door/app-client";
import { watchApp } from "@/lib/door/app-health";
import { startDuties } from "@/lib/door/duties";
import { electLead } from "@/lib/door/lead";
import { openRefused } from "@/lib/door/refused";
import { openSpool } from "@/lib/door/spool";
import { openStatusStore } from "@/lib/door/status-store";
import { openTaking } from "@/lib/door/taken";

export type WorkerTask = {
  trackingId: string;
  body: string;
  claimKeyHash: string;
  files: { sha256: string; bytes: string }[];
};
export type WorkerTold = { trackingId: string; acknowledged: string };

const [root = "", app = ""] = process.argv.slice(2);
const client = appClient(new URL(app), "secret");
const health = watchApp(client, { everyMs: 50, announced: () => ({ mode: "normal" }) });
const spool = openSpool(join(root, "spool"), { minFreeBytes: 0 });
const store = openStatusStore(join(root, "status.sqlite"), "secret");
const taking = openTaking(spool, store);
const refused = openRefused(join(root, "refused"));
electLead(join(root, "lead.sqlite")).onLead(() => {
  startDuties({ client, health, spool, store, taking, refused, root });
});

/** As a phone sends it: the complaint, and when that is acknowledged its files. Each acknowledgement is told at once. */
async function take({ trackingId, body, claimKeyHash, files }: WorkerTask): Promise<void> {
  const taken = await taking.complaint(trackingId, Buffer.from(body), new Date());
  if (!taken.ok) return;
  tell({ trackingId, acknowledged: taken.value.contentHash });
  for (const { sha256, bytes } of files) {
    const file = await taking.file({ trackingId, sha256, claimKeyHash }, Buffer.from(bytes, "base64"), new Date());
    if (file.ok) tell({ trackingId, acknowledged: sha256 });
  }
}

function tell(told: WorkerTold): void {
  process.send?.(told);
}

process.on("message", (task) => void take(task as WorkerTask));
process.on("disconnect", () => process.exit(0));
process.send?.("ready");

/** Run by worker-lead.spec.ts: a worker with short waits, that says when it is well. */
import { runWorker } from "@/lib/worker/run";

const [holder = ""] = process.argv.slice(2);
const worker = runWorker({
  holder,
  onHealth: (well) => process.send?.({ well }),
  everyMs: 100,
  settleMs: 0,
  leaseMs: 2_000,
});
process.on("SIGTERM", () => void worker.stop().then(() => process.exit(0)));

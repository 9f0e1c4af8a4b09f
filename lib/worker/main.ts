/** The worker: clocks and escalation, beside the app and of the same release (design §3). Two may run; one leads. */
import { randomUUID } from "node:crypto";
import { runWorker } from "./run";

let isWell: boolean | null = null;
const worker = runWorker({
  holder: `${process.pid}-${randomUUID()}`,
  onHealth(well) {
    if (well === isWell) return;
    isWell = well;
    process.send?.({ ready: well });
  },
});

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await worker.stop();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // A terminal's Ctrl-C reaches us as well as the launcher, which then tells us itself.
    if (signal === "SIGTERM" || !process.connected) void stop();
  });
}
// A launcher that died without a word must not leave us behind.
process.on("disconnect", () => void stop());
process.title = "jawab-worker";

/** Run by forty-officers.spec.ts as a second process: `race(OFFICERS, COMPLAINTS)` on the portal of the environment's folder, from a given moment on. */
import { setTimeout as sleep } from "node:timers/promises";
import { race } from "./racing-officers";

const [officers = "", complaints = "", startAt = "0"] = process.argv.slice(2);
await sleep(Math.max(0, Number(startAt) - Date.now()));
const tries = await race(officers.split(","), complaints.split(","));
// Only once the pipe has taken it all.
process.stdout.write(JSON.stringify(tries), () => process.exit(0));

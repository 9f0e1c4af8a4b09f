/** Run by sweep.spec.ts as one of two runners: sweeps as of the moment given, and says what it has done. */
import { sweepDuties } from "@/lib/use-cases/sweep-duties";

const [now = ""] = process.argv.slice(2);
process.send?.({ ready: true });
const { done, failed } = await sweepDuties({ now: new Date(now) });
process.send?.({ done, failed }, () => process.exit(0));

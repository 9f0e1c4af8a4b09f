import { type Lease, releaseLease, takeLease } from "@/lib/data/leases";

const NAME = "worker";
/** A holder that says nothing for so long has lost it. */
const LEASE_MS = 15_000;

/** One worker of all does the work: the holder of a lease, which is renewed at each round and lost by silence. */
export function electLead(holder: string, forMs = LEASE_MS) {
  let lease: Lease | null = null;
  return {
    /** Whether we lead from now on for a while. Throws where the database can't be written. */
    async leads(now: Date): Promise<boolean> {
      lease = await takeLease({ name: NAME, holder, now, forMs });
      return lease !== null;
    },
    term: () => lease?.term ?? null,
    /** So that the next needn't wait; where that can't be written, the lease runs out by itself. */
    async close(): Promise<void> {
      if (lease) await releaseLease(lease).catch(() => {});
      lease = null;
    },
  };
}

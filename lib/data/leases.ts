import { type Tx, transact } from "./db";

/** What `holder` may do alone until `until`. `term` grows with each change of hands. */
export type Lease = { name: string; holder: string; term: number; until: Date };

type Asked = { name: string; holder: string; now: Date; forMs: number };

/**
 * Takes the lease of that name, or renews it where `holder` has it already; null while somebody else's runs. One that has run
 * out goes to whoever asks first, under the next term, so that a holder that slept knows that it is none any more. Wall
 * clocks of several machines must agree to well within `forMs`.
 */
export function takeLease({ name, holder, now, forMs }: Asked): Promise<Lease | null> {
  return transact(async (tx) => {
    const found = await tx.lease.findUnique({ where: { name } });
    const isOwn = found?.holder === holder && found.until > now;
    if (found && !isOwn && found.until > now) return null;
    const term = isOwn ? found.term : (found?.term ?? 0) + 1;
    const lease = { name, holder, term, until: new Date(now.getTime() + forMs) };
    await tx.lease.upsert({ where: { name }, create: lease, update: lease });
    return lease;
  });
}

/** Whether this very term still runs: for transactions that only its holder may make. */
export async function holdsLease(tx: Tx, { name, holder, term }: Lease, now: Date): Promise<boolean> {
  const found = await tx.lease.findUnique({ where: { name } });
  return found !== null && found.holder === holder && found.term === term && found.until > now;
}

/** Gives it back early, so that the next needn't wait. */
export async function releaseLease({ name, holder, term }: Lease): Promise<void> {
  await transact((tx) => tx.lease.updateMany({ where: { name, holder, term }, data: { until: new Date(0) } }));
}

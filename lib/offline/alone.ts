import { openPhone } from "./database";

const LEASE_MS = 30_000;
const RENEW_MS = 10_000;

/**
 * Does `work` when nobody else on this phone is at it, in no tab and in no worker; answers null at once where somebody is.
 * By Web Locks, which a killed browser lets go of; where there are none, by a lease in the database.
 */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T | null> {
  if (!navigator.locks) return aloneByLease(name, work);
  return navigator.locks.request(`jawab-${name}`, { ifAvailable: true }, (lock) => (lock ? work() : null));
}

async function aloneByLease<T>(name: string, work: () => Promise<T>): Promise<T | null> {
  const holder = crypto.randomUUID();
  if (!(await takeLease(name, holder))) return null;
  const renewing = setInterval(() => void takeLease(name, holder).catch(() => {}), RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewing);
    await (await openPhone()).delete("meta", `lease-${name}`);
  }
}

/** True when it is ours, by now or still: free, over, or held by us already. */
async function takeLease(name: string, holder: string): Promise<boolean> {
  const write = (await openPhone()).transaction("meta", "readwrite");
  const lease = await write.store.get(`lease-${name}`);
  const isFree = !lease || lease.until <= Date.now() || lease.holder === holder;
  if (isFree) await write.store.put({ holder, until: Date.now() + LEASE_MS }, `lease-${name}`);
  await write.done;
  return isFree;
}

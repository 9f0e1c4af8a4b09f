import { sendAll } from "@/lib/offline/outbox";
import { WAKE_UP } from "@/lib/offline/wake-up";

declare const self: ServiceWorkerGlobalScope;

/**
 * The browser says that there is a network. Open pages are told, and send; so does the worker, for a page without script
 * (tracking) can't. One of them is first, and the others leave it to that one. Rejects while anything is left, so that the
 * browser wakes us again. The queue itself is lib/offline's: Workbox's would drop what got a 5xx.
 */
export async function wakeOutbox(): Promise<void> {
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage({ type: WAKE_UP });
  const { busy, unsent } = await sendAll();
  if (unsent > 0 && !busy) throw new Error(`${unsent} still unsent`);
}

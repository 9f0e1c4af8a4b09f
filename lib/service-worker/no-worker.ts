/**
 * The kill switch: what stands at /sw.js while the operator has switched the service worker off. It takes the place of any
 * worker, deletes its caches, and goes. The phone's database stays as it is: it holds what citizens have not sent yet.
 */
declare const self: ServiceWorkerGlobalScope;

const OURS = /^(jawab|workbox)-/;

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave(): Promise<void> {
  const names = await self.caches.keys();
  await Promise.all(names.filter((name) => OURS.test(name)).map((name) => self.caches.delete(name)));
  await self.registration.unregister();
}

export {};

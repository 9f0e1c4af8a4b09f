/** The service worker of the portal, served at /sw.js. What it may touch is decided in plan.ts. */

import { setCacheNameDetails } from "workbox-core";
import { PrecacheController } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";
import { WAKE_UP } from "@/lib/offline/wake-up";
import { wakeOutbox } from "./outbox-wake";
import { PACK } from "./page-pack";
import { offlinePages, TAKE_OVER } from "./pages";
import { type Plan, planFor } from "./plan";

declare const self: ServiceWorkerGlobalScope;

/** Four faces today, twice that during an upgrade. */
const MOST_FONTS = 8;
const FONTS = "jawab-fonts";

const listed = self.__WB_MANIFEST;
setCacheNameDetails({ prefix: "jawab" });
const precache = new PrecacheController();
precache.addToCacheList(listed);
const pack = precache.getCachedURLs().find((url) => PACK.test(new URL(url).pathname));
if (!pack) throw new Error("This build has no pages for the phone");
const pages = offlinePages(precache, pack);
const fonts = new CacheFirst({ cacheName: FONTS });

route("page", ({ page, first }, request, event) =>
  first === "cache" ? pages.answer(page, request, event) : pages.visit(page, request),
);
route("visit", ({ standIn }, request) => pages.visit(standIn, request));
route("font", (_, request, event) => fonts.handle({ request, event }));
registerRoute(
  ({ url, request }) => is("asset", planOf(url, request)) && precache.getCacheKeyForURL(url.href) !== undefined,
  ({ url, request, event }) =>
    precache.strategy.handle({ request, event, params: { cacheKey: precache.getCacheKeyForURL(url.href) } }),
);

// Where one file is missing the whole installation fails: the old worker stays, and the next visit tries again.
self.addEventListener("install", (event) => event.waitUntil(precache.install(event).then(() => pages.keep())));
self.addEventListener("activate", (event) => event.waitUntil(Promise.all([precache.activate(event), settle()])));
self.addEventListener("message", ({ data }) => {
  if (data === TAKE_OVER) void self.skipWaiting();
});
// Chromium alone has it, and TypeScript's own types don't.
self.addEventListener("sync" as "message", (event) => {
  const { tag } = event as unknown as { tag: string };
  if (tag === WAKE_UP) event.waitUntil(wakeOutbox());
});

type Answer<P> = (plan: P, request: Request, event: ExtendableEvent) => Promise<Response>;

function route<D extends Plan["does"]>(does: D, answer: Answer<Extract<Plan, { does: D }>>): void {
  registerRoute(
    ({ url, request }) => {
      const plan = planOf(url, request);
      return is(does, plan) ? plan : false;
    },
    ({ params, request, event }) => answer(params as unknown as Extract<Plan, { does: D }>, request, event),
  );
}

function planOf(url: URL, { method, mode }: Request): Plan {
  return planFor({ method, mode, url, origin: self.location.origin });
}

function is<D extends Plan["does"]>(does: D, plan: Plan): plan is Extract<Plan, { does: D }> {
  return plan.does === does;
}

/** The page of the first visit is ours from now on; what other builds left goes, and fonts that nobody asked for in long. */
async function settle(): Promise<void> {
  await self.clients.claim();
  await pages.tidy();
  const cache = await self.caches.open(FONTS);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, -MOST_FONTS).map((request) => cache.delete(request)));
}

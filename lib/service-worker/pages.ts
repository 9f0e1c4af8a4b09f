import type { PrecacheController } from "workbox-precaching";
import { isFormPage } from "./offline-pages";
import { assetsNamedIn } from "./page-assets";
import { type PagePack, unpack } from "./page-pack";

declare const self: ServiceWorkerGlobalScope;

/** From then on what lies on the phone is better than what is still on its way. */
const PATIENCE_MS = 5_000;
const PREFIX = "jawab-pages-";
export const TAKE_OVER = "jawab-take-over";

/**
 * The offline pages: those of the build from its pack, put into a cache of the build's own. Each is refreshed behind the
 * reader's back, so that what an office changes is there on the next visit; yet only by a page whose every file is precached
 * too, so that page and files are always of one build (docs/decisions/009).
 */
export function offlinePages(precache: PrecacheController, pack: string) {
  const open = () => self.caches.open(`${PREFIX}${pack.split("/").at(-1)}`);

  async function readPack(): Promise<Map<string, Response>> {
    const packed = await precache.matchPrecache(pack);
    if (!packed) throw new Error("The pages of this build are not on the phone");
    return unpack((await packed.json()) as PagePack);
  }

  async function find(page: string): Promise<Response | undefined> {
    const kept = await (await open()).match(page);
    // A browser short of room may have dropped one cache and not the other.
    return kept ?? (await readPack().catch(() => null))?.get(page);
  }

  async function refresh(page: string): Promise<void> {
    const tag = (await find(page))?.headers.get("etag");
    // Without cookies: what a phone keeps is what a stranger gets, where `/my` may be a page of somebody's own.
    const init: RequestInit = { cache: "no-store", credentials: "omit", headers: tag ? { "if-none-match": tag } : {} };
    const fresh = await fetch(page, init);
    if (!isWholePage(fresh)) return;
    if (await isOfThisBuild(fresh)) await (await open()).put(page, fresh);
    else await self.registration.update();
  }

  /** Whether every file that the page names is of this worker's own build. A captive portal's page names none. */
  async function isOfThisBuild(page: Response): Promise<boolean> {
    const named = assetsNamedIn(await page.clone().text());
    return named.length > 0 && named.every((path) => precache.getCacheKeyForURL(path) !== undefined);
  }

  return {
    /** At installation, once the pack is there. */
    async keep(): Promise<void> {
      const cache = await open();
      await Promise.all(Array.from(await readPack(), ([path, page]) => cache.put(path, page)));
    },
    /** Those of other builds go. */
    async tidy(): Promise<void> {
      const own = `${PREFIX}${pack.split("/").at(-1)}`;
      const others = (await self.caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== own);
      await Promise.all(others.map((name) => self.caches.delete(name)));
    },
    /** From the phone at once; from the network where a newer worker waits and may take over with this very page. */
    async answer(page: string, request: Request, event: ExtendableEvent): Promise<Response> {
      if (await mayTakeOver()) {
        const fresh = await fetchInTime(request);
        if (fresh?.ok) {
          takeOver();
          return fresh;
        }
      }
      const kept = await find(page);
      if (!kept) return fetch(request);
      event.waitUntil(refresh(page).catch(() => {})); // no network: the next visit asks again
      return kept;
    },
    /** From the network, or `standIn` where there is none. */
    async visit(standIn: string, request: Request): Promise<Response> {
      try {
        const answer = await fetch(request);
        if (await mayTakeOver()) takeOver();
        return answer;
      } catch (error) {
        const kept = await find(standIn);
        if (kept) return kept;
        throw error;
      }
    },
  };
}

/** A newer worker is ready, and nobody is in the midst of a form of the old build. */
async function mayTakeOver(): Promise<boolean> {
  if (!self.registration.waiting) return false;
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return !open.some(({ url }) => isFormPage(new URL(url).pathname));
}

function takeOver(): void {
  self.registration.waiting?.postMessage(TAKE_OVER);
}

async function fetchInTime(request: Request): Promise<Response | null> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  return Promise.race([fetch(request).catch(() => null), late]);
}

/** A page that may be kept: whole, at its own address, and of nobody's session. */
function isWholePage({ status, redirected, headers }: Response): boolean {
  const isHtml = headers.get("content-type")?.startsWith("text/html") ?? false;
  const isPrivate = /\b(no-store|private)\b/.test(headers.get("cache-control") ?? "");
  return status === 200 && !redirected && isHtml && !isPrivate;
}

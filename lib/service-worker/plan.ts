import { OFFLINE_PAGES, offlinePageFor } from "./offline-pages";

export type Asked = { method: string; mode: string; url: URL; origin: string };

/**
 * What the worker does with a request:
 * `page`: one of the offline pages; from the cache first, or from the network first where the address says more.
 * `visit`: any other page of ours; never kept, and where the network fails the offline page stands in.
 * `font`: kept on first use. `asset`: from the precache, if it is there.
 * `leave`: the browser goes its own way, as if there were no worker.
 */
export type Plan =
  | { does: "page"; page: string; first: "cache" | "network" }
  | { does: "visit"; standIn: string }
  | { does: "font" }
  | { does: "asset" }
  | { does: "leave" };

const FONT = /^\/_next\/static\/media\/[^/]+\.woff2$/;
const ASSET = /^\/_next\/static\/|^\/[^/]+\.svg$/;

/**
 * Decides by the address alone. Nothing but the offline pages, hashed files and fonts is ever answered from a cache or put
 * into one: no page of a session, no framework payload, nothing under /api, nobody's complaint. Issue 3, point 5.
 */
export function planFor({ method, mode, url, origin }: Asked): Plan {
  if (method !== "GET" || url.origin !== origin) return { does: "leave" };
  if (mode === "navigate") {
    const page = OFFLINE_PAGES.find((path) => path === url.pathname);
    if (page) return { does: "page", page, first: url.search === "" ? "cache" : "network" };
    return { does: "visit", standIn: offlinePageFor(url.pathname) };
  }
  // With a query it is something else than the file of that name.
  if (url.search !== "") return { does: "leave" };
  if (FONT.test(url.pathname)) return { does: "font" };
  return { does: ASSET.test(url.pathname) ? "asset" : "leave" };
}

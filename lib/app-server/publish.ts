import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { commits } from "@/lib/data/db";
import { findPublishedHead, findPublishedReference } from "@/lib/data/published";
import { policyOfPage } from "@/lib/http/content-policy";
import { DOOR_HEADER } from "@/lib/http/door-header";
import { logSurprise } from "@/lib/http/log-surprise";
import { showPublished } from "@/lib/web/published";
import { readReference, showReference } from "@/lib/web/reference";
import { listBuild } from "./build-files";

/** How soon what another process has changed, or the clock has brought, is on the pages. */
const LOOK_EVERY_MS = 1_000;
/** Nobody who asks for a page waits longer than this for its new words. */
const PATIENCE_MS = 5_000;

type Settings = {
  origin: string;
  doorSecret: string;
  /** The policies that the front sends with prerendered pages: kept true to what is in them. */
  policies: Map<string, string>;
};

/**
 * Keeps the prerendered pages true to the database although they never ask it (design §3): what they are made of is laid
 * ready in this process, they are made anew, and their policies with them. Within a second of a change by anybody, and of
 * the moment at which a notice begins or ends. While the database is away they stay as they are.
 */
export function startPublishing({ origin, doorSecret, policies }: Settings) {
  let shown = stampOf([]);
  const built = shown;
  let version: string | null = null;
  let looking: Promise<void> | null = null;
  let renewing: Promise<void> | null = null;

  function look(): Promise<void> {
    looking ??= lookOnce()
      .catch((error) => logSurprise("publishing", error))
      .finally(() => {
        looking = null;
      });
    return looking;
  }

  async function lookOnce(): Promise<void> {
    const head = await findPublishedHead(new Date()).catch(() => null);
    if (!head?.version) return;
    if (head.version !== version) {
      const { overseas, ...changed } = await findPublishedReference();
      if (overseas) showReference({ ...changed, overseas });
      version = head.version;
    }
    const stamp = stampOf(head.notices);
    if (stamp === shown) return;
    renewing = renew(head.notices, stamp === built ? null : stamp);
    try {
      await renewing;
      shown = stamp;
    } finally {
      renewing = null;
    }
  }

  async function renew(notices: Head["notices"], stamp: string | null): Promise<void> {
    const headers = { [DOOR_HEADER]: doorSecret };
    showPublished({ stamp: null, notices });
    const told = await fetch(`${origin}/internal/publish`, { method: "PUT", headers });
    if (!told.ok) throw new Error(`/internal/publish answered ${told.status}`);
    for (const path of listBuild().pages) {
      const page = await fetch(origin + path, { headers });
      if (page.ok) policies.set(path, policyOfPage(await page.text()));
    }
    // Last, for by it a door knows that there is something to fetch.
    showPublished({ stamp, notices });
  }

  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  commits.on("commit", look);
  return {
    /** When the pages are as the database has them; at a start, before anybody is served. */
    ready: () => Promise.race([look(), sleep(PATIENCE_MS, undefined, { ref: false })]),
    /** Until pages that are just being made anew are there, so that no page goes out under another one's policy. */
    settled: async (path: string): Promise<void> => {
      if (renewing && policies.has(path))
        await Promise.race([renewing.catch(() => {}), sleep(PATIENCE_MS, undefined, { ref: false })]);
    },
    stop: () => {
      clearInterval(timer);
      commits.off("commit", look);
    },
  };
}

type Head = Awaited<ReturnType<typeof findPublishedHead>>;

/** Of all that a page may say of it, in both languages. */
function stampOf(notices: Head["notices"]): string {
  const said = [readReference("en"), readReference("ur"), notices];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 16);
}

/** Fixtures that speak the domain, for tests against the running portal; all through its pages and its API. */
import { type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { type Api, apiAt, type Body, type Claim, lodgement, mint } from "./api";
import { type AtDesk, atDesk } from "./desk";
import { namesIn, type ReferenceNames } from "./reference";
import { DEMO_PASSWORD, signIn } from "./sign-in";
import { type Watchman, watchman } from "./watch";
import { type Words, wordsIn } from "./words";

export type PortalOptions = { language: Locale };

const WIDE_DESK = { width: 1280, height: 800 };

function addressesIn(language: Locale) {
  return {
    home: paths.home(language),
    about: paths.about(language),
    lodge: paths.lodge(language),
    track: paths.track(language),
    status: (trackingId: string) => paths.status(language, trackingId),
    my: paths.my(language),
    myComplaint: (trackingId: string) => paths.myComplaint(language, trackingId),
    offline: paths.offline(language),
    signIn: paths.signIn(language),
    desk: paths.desk(language),
    deskCase: (trackingId: string) => paths.deskCase(language, trackingId),
  };
}

type Fixtures = {
  /** The words of the page in the language of this run. */
  t: Words;
  names: ReferenceNames;
  /** The portal's addresses in the language of this run. */
  at: ReturnType<typeof addressesIn>;
  api: Api;
  watcher: Watchman;
  /** A complaint that the portal has taken, and the key that opens it. */
  givenComplaint: (changes?: Body) => Promise<Claim>;
  /** Somebody else's browser, with nothing of anybody's in it. */
  openWindow: (options?: BrowserContextOptions) => Promise<Page>;
  /** `officer` for officer@demo.pk, at their desk in a browser of their own. */
  signInAs: (name: string, options?: BrowserContextOptions) => Promise<AtDesk>;
};

export const test = base.extend<PortalOptions & Fixtures>({
  language: ["en", { option: true }],
  t: async ({ language }, use) => use(wordsIn(language)),
  names: async ({ language }, use) => use(namesIn(language)),
  at: async ({ language }, use) => use(addressesIn(language)),
  api: async ({ baseURL }, use) => use(apiAt(baseURL ?? "")),

  watcher: [
    async ({ baseURL }, use) => {
      const watcher = watchman(baseURL ?? "");
      await use(watcher);
      expect(watcher.report(), "what must never happen").toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page, watcher }, use) => {
    watcher.watch(page);
    await use(page);
  },

  givenComplaint: async ({ api, watcher }, use) => {
    await use(async (changes = {}) => {
      const claim = mint();
      const answer = await api.lodge(claim.trackingId, lodgement(claim.claimKey, changes));
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      watcher.keepSecret(claim.claimKey);
      return claim;
    });
  },

  openWindow: async ({ browser, contextOptions, watcher, baseURL, viewport, locale, timezoneId }, use) => {
    const shared = { ...contextOptions, baseURL, viewport, locale, timezoneId };
    const opened: Page[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...shared, ...options });
      const page = await context.newPage();
      watcher.watch(page);
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },

  signInAs: async ({ openWindow, language, t, at, watcher }, use) => {
    await use(async (name, options = {}) => {
      const page = await openWindow({ viewport: WIDE_DESK, ...options });
      await signIn(page, name, language);
      await expect(page).toHaveURL(at.desk);
      watcher.keepSecret(DEMO_PASSWORD);
      return atDesk(page, t, at);
    });
  },
});

export { expect };

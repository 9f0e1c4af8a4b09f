import type { Page } from "@playwright/test";

/** Chromium's own lines for a page that answers 404 and the like, or for a phone without network: some journeys ask for them. */
const ASKED_FOR =
  /^Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_INTERNET_DISCONNECTED)/;
/** Where "leave this page" leads: nothing of ours. */
const NEUTRAL = "https://www.google.com/";

/**
 * Notes down what must never happen in any journey: a script that fails, a breach of the content policy, an answer 5xx,
 * something loaded from elsewhere, and a secret of a citizen in an address.
 */
export function watchman(origin: string) {
  const problems: string[] = [];
  const addresses = new Set<string>();
  const secrets = new Set<string>();

  return {
    watch(page: Page): void {
      page.on("console", (message) => {
        if (message.type() === "error" && !ASKED_FOR.test(message.text())) {
          problems.push(`console on ${page.url()}: ${message.text()}`);
        }
      });
      page.on("pageerror", (error) => problems.push(`script on ${page.url()}: ${error.message}`));
      page.on("request", (request) => {
        const url = request.url();
        addresses.add(decodeURIComponent(url));
        if (![origin, NEUTRAL, "data:", "blob:"].some((ours) => url.startsWith(ours)))
          problems.push(`asks another host: ${url}`);
      });
      page.on("response", (response) => {
        const isMissingPart =
          response.status() >= 400 &&
          ["script", "stylesheet", "font", "image"].includes(response.request().resourceType());
        if (response.status() >= 500 || isMissingPart) problems.push(`${response.status()} for ${response.url()}`);
      });
    },
    /** From now on none of these may stand in any address that the journey asks for. */
    keepSecret(...values: string[]): void {
      for (const value of values) secrets.add(value);
    },
    /** What went wrong so far. */
    report(): string[] {
      const leaks = [...secrets].flatMap((secret) =>
        [...addresses].filter((url) => url.includes(secret)).map((url) => `a secret stands in ${url}`),
      );
      return [...problems, ...leaks];
    },
  };
}
export type Watchman = ReturnType<typeof watchman>;

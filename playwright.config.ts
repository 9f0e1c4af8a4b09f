import { defineConfig } from "@playwright/test";
import { CHROMIUM_FLAGS, findChromium } from "@/tests/support/chromium";
import type { PortalOptions } from "@/tests/support/e2e/fixtures";

// Another one where two checkouts are tested on one machine at once.
const PORT = Number(process.env.TEST_PORT ?? 4173);
const ORIGIN = `http://127.0.0.1:${PORT}`;

export default defineConfig<PortalOptions>({
  testDir: "tests/e2e",
  outputDir: "tests/.artifacts/e2e",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "tests/.artifacts/reports/playwright.json" }]],
  use: {
    baseURL: ORIGIN,
    viewport: { width: 1280, height: 800 },
    timezoneId: "Asia/Karachi",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: findChromium(),
      args: CHROMIUM_FLAGS,
    },
  },
  projects: [
    { name: "english", testIgnore: "**/portal/**", use: { language: "en", locale: "en-GB" } },
    { name: "urdu", testIgnore: "**/portal/**", use: { language: "ur", locale: "ur-PK" } },
    // What is the same in both languages: the API, headers, addresses.
    { name: "portal", testMatch: "**/portal/**", use: { language: "en", locale: "en-GB" } },
  ],
  webServer: {
    command: "node tests/support/e2e/start-portal.mjs",
    url: `${ORIGIN}/readyz`,
    reuseExistingServer: false,
    timeout: 60_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    env: {
      PORT: String(PORT),
      HOST: "127.0.0.1",
      PORTAL_DATA_DIR: "tests/.artifacts/portal",
      PORTAL_URL: "",
      PORTAL_LIMITS: "off",
    },
  },
});

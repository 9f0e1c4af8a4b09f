import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

// First path segments that are no English page: the languages themselves and everything that has no language.
const NOT_ENGLISH = ["en", "ur", "api", "open311", "internal", "healthz", "readyz", "_next"];

// A claim key comes as a plain form's POST to the owner's page; server actions are multipart, so the encoding tells.
const PLAIN_FORM = [{ type: "header" as const, key: "content-type", value: "application/x-www-form-urlencoded.*" }];

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  // A release lies inside the checkout, whose lockfile Next would take for the root of everything.
  turbopack: { root: process.cwd() },
  // A build has the name of its release: a roll-back meets the files that it left (lib/launcher/release.mjs).
  generateBuildId: () => process.env.JAWAB_RELEASE ?? null,
  devIndicators: false,
  // `npm run check` is where types are checked; a second time here only makes the first start slower.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // A release's files stay as they were built; pages made anew since (lib/app-server/publish.ts) lie in memory.
    isrFlushToDisk: false,
    serverActions: { bodySizeLimit: "26mb" },
    // Wrong addresses get a prerendered page. A `notFound()` from a catch-all would reach the browser as script alone.
    globalNotFound: true,
  },
  async redirects() {
    return [
      { source: "/en", destination: "/", permanent: true },
      { source: "/en/:path*", destination: "/:path*", permanent: true },
    ];
  },
  async rewrites() {
    const others = NOT_ENGLISH.map((segment) => `${segment}(?:/|$)`).join("|");
    return [
      { source: "/my/:trackingId", has: PLAIN_FORM, destination: "/en/my/:trackingId/open" },
      { source: "/ur/my/:trackingId", has: PLAIN_FORM, destination: "/ur/my/:trackingId/open" },
      { source: "/", destination: "/en" },
      { source: `/:path((?!${others}).*)`, destination: "/en/:path" },
    ];
  },
};

export default createNextIntlPlugin("./lib/web/i18n/request.ts")(config);

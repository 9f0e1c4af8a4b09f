import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

// First path segments that are no English page: the languages themselves and everything that has no language.
const NOT_ENGLISH = ["en", "ur", "api", "open311", "internal", "healthz", "readyz", "_next"];

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  devIndicators: false,
  // `npm run check` is where types are checked; a second time here only makes the first start slower.
  typescript: { ignoreBuildErrors: true },
  experimental: {
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
      { source: "/", destination: "/en" },
      { source: `/:path((?!${others}).*)`, destination: "/en/:path" },
    ];
  },
};

export default createNextIntlPlugin("./lib/web/i18n/request.ts")(config);

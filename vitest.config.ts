import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)) };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/unit/**/*.spec.ts"],
          testTimeout: 60_000,
          setupFiles: ["tests/support/fast-check.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["tests/integration/**/*.spec.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          pool: "forks",
          globalSetup: ["tests/support/global-setup.ts"],
          setupFiles: ["tests/support/fast-check.ts", "tests/support/portal-folder.ts"],
        },
      },
    ],
  },
});

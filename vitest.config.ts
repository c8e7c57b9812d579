import tsconfigPaths from "vite-tsconfig-paths";
import { defineConfig } from "vitest/config";

const plugins = [tsconfigPaths()];

export default defineConfig({
  test: {
    reporters: ["default"],
    globalSetup: ["test/support/global-setup/database.ts"],
    maxWorkers: "100%",
    // No test changes what others see of the process or of a module, so files share what is loaded.
    isolate: false,
    projects: [
      {
        plugins,
        test: {
          name: "unit",
          include: ["{app,server}/**/*.test.{ts,tsx}", "test/evals/**/*.test.ts"],
          environment: "node",
        },
      },
      {
        plugins,
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.{ts,tsx}"],
          environment: "node",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins,
        test: {
          // What problems, rubrics, gold and attacks are held to: hundreds of whole gradings.
          name: "content",
          include: ["test/content/**/*.test.ts"],
          environment: "node",
          testTimeout: 240_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          environment: "node",
          testTimeout: 180_000,
          hookTimeout: 240_000,
          globalSetup: ["test/support/global-setup/build.ts"],
          // After the others, and few: each starts the product and a browser of its own.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

import tsconfigPaths from "vite-tsconfig-paths";
import { defineConfig } from "vitest/config";

const plugins = [tsconfigPaths()];
/**
 * Test files of a worker share what is loaded, since none leaves anything changed behind it. A
 * project doesn't take this over from the whole.
 */
const isolate = false;

export default defineConfig({
  test: {
    reporters: ["default"],
    globalSetup: ["test/support/global-setup/database.ts"],
    maxWorkers: "100%",
    projects: [
      {
        plugins,
        test: {
          name: "unit",
          isolate,
          include: ["{app,server}/**/*.test.{ts,tsx}", "test/{evals,growth}/**/*.test.ts"],
          environment: "node",
        },
      },
      {
        plugins,
        test: {
          name: "integration",
          isolate,
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
          isolate,
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

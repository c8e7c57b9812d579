import tsconfigPaths from "vite-tsconfig-paths";
import { defineConfig } from "vitest/config";

const plugins = [tsconfigPaths()];
/**
 * Test files of a worker share what is loaded, since none leaves anything changed behind it. A
 * project doesn't take this over from the whole.
 */
const isolate = false;

/** Hundreds of whole gradings, faults and attacks by the hundred: `npm run test:long` runs these alone. */
const LONG = "**/*.long.test.ts";

const WITH_DATABASE = {
  globalSetup: ["test/support/global-setup/database.ts"],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};
const WITH_CONTENT = { testTimeout: 240_000, hookTimeout: 60_000 };
const IN_BROWSER = {
  testTimeout: 180_000,
  hookTimeout: 240_000,
  globalSetup: ["test/support/global-setup/build.ts"],
  // After the others, and few: each has a product and a browser of its own.
  maxWorkers: 2,
  sequence: { groupOrder: 1 },
};

/** What each is for, and when it runs, is in docs/testing.md. */
const projects = [
  {
    name: "unit",
    isolate,
    include: ["{app,domain,server}/**/*.test.{ts,tsx}", "test/{evals,growth}/**/*.test.ts"],
    exclude: [LONG],
    // Processor time and no waiting: whole evals and hundreds of random drawings take 1 to 2 s when
    // only the tests run, and up to 11 s where twelve processes want the two cores.
    testTimeout: 30_000,
  },
  {
    name: "integration",
    isolate,
    include: ["test/integration/**/*.test.{ts,tsx}"],
    exclude: [LONG],
    ...WITH_DATABASE,
  },
  {
    name: "content",
    isolate,
    include: ["test/content/**/*.test.ts"],
    exclude: [LONG],
    ...WITH_CONTENT,
  },
  { name: "e2e", isolate, include: ["test/e2e/**/*.test.ts"], exclude: [LONG], ...IN_BROWSER },
  { name: "long", isolate, include: ["test/{content,growth}/**/*.long.test.ts"], ...WITH_CONTENT },
  {
    name: "long-integration",
    isolate,
    include: ["test/integration/**/*.long.test.ts"],
    ...WITH_DATABASE,
  },
  { name: "long-e2e", include: ["test/e2e/**/*.long.test.ts"], ...IN_BROWSER },
];

export default defineConfig({
  test: {
    reporters: ["default"],
    maxWorkers: "100%",
    projects: projects.map((test) => ({
      plugins,
      // A loaded machine takes more than vitest's second until something is so.
      test: { environment: "node", expect: { poll: { timeout: 15_000 } }, ...test },
    })),
  },
});

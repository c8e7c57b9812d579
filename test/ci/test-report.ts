import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { z } from "zod";

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
});

/** Names of tests; a failed one with the first line of why. */
export type Total = { passed: number; failed: string[]; skipped: string[] };
/** What became of the tests of one file; `path` starts at the root of the checkout. */
export type FileOutcome = Total & { path: string };

/**
 * Reads what vitest's JSON reporter wrote.
 * @param rootDir the checkout that the tests ran in
 * @returns null where there is no report: the run ended before its end
 */
export function readTestReport(file: string, rootDir: string): FileOutcome[] | null {
  if (!existsSync(file)) return null;
  const { testResults } = reportSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return testResults.map(({ name, assertionResults }) => ({
    path: relative(rootDir, name),
    passed: assertionResults.filter(({ status }) => status === "passed").length,
    failed: assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages: [why = ""] }) => `${fullName}: ${why.split("\n", 1)[0]}`),
    skipped: assertionResults
      .filter(({ status }) => status !== "passed" && status !== "failed")
      .map(({ fullName }) => fullName),
  }));
}

/**
 * Enough to see that the system's browser is no worse than the one from the registry: a whole journey,
 * drawing with the clipboard and the mouse, and what a screen reader gets.
 */
const IN_EITHER_BROWSER = ["journey", "canvas", "keyboard"].map(
  (name) => `test/e2e/${name}.test.ts`,
);

/** The files some of whose tests lacked something, and those for the system's browser as well. */
export function listFilesToRepeat(files: FileOutcome[]): string[] {
  return files
    .filter(({ path, skipped }) => IN_EITHER_BROWSER.includes(path) || skipped.length > 0)
    .map(({ path }) => path);
}

/** Each test once: of a file that ran again its second run counts, but a failure of either. */
export function addUp(first: FileOutcome[], second: FileOutcome[]): Total {
  const repeated = new Set(second.map(({ path }) => path));
  const once = sumUp([...first.filter(({ path }) => !repeated.has(path)), ...second]);
  return { ...once, failed: sumUp([...first, ...second]).failed };
}

export function sumUp(files: FileOutcome[]): Total {
  return {
    passed: files.reduce((sum, { passed }) => sum + passed, 0),
    failed: files.flatMap(({ failed }) => failed),
    skipped: files.flatMap(({ skipped }) => skipped),
  };
}

/**
 * What .ci/run makes of its two runs of tests: on a bare machine, and with what that lacks.
 *   report.ts repeat <bare.json> <bare checkout>             prints files, one a line
 *   report.ts total <bare.json> <bare checkout> <whole.json> <exit status>
 */
import { addUp, listFilesToRepeat, readTestReport, sumUp } from "./test-report";
import type { FileOutcome } from "./test-report";

const [command, bareReport = "", bareDir = "", wholeReport = "", status = "1"] =
  process.argv.slice(2);
const bare = readTestReport(bareReport, bareDir);

if (command === "repeat") {
  for (const path of listFilesToRepeat(bare ?? [])) console.log(path);
} else {
  const whole = readTestReport(wholeReport, process.cwd());
  process.exitCode = printTotal({ bare, whole }, Number(status));
}

type Runs = Record<"bare" | "whole", FileOutcome[] | null>;

/** @returns the exit status of the whole */
function printTotal({ bare, whole }: Runs, runnerStatus: number): number {
  describe("With Node and nothing else", bare);
  describe("With a browser and a Redis, and the long ones", whole);
  const { passed, failed, skipped } = addUp(bare ?? [], whole ?? []);
  if (skipped.length > 0) console.log(`Nothing may be skipped, ${skipped.length} were:`);
  for (const name of skipped) console.log(`  ${name}`);
  const isThere = bare !== null && whole !== null;
  const isWhole = isThere && runnerStatus === 0 && skipped.length === 0;
  console.log(`${passed} passed, ${Math.max(failed.length, isWhole ? 0 : 1)} failed`);
  return isWhole && failed.length === 0 ? 0 : 1;
}

function describe(where: string, files: FileOutcome[] | null): void {
  if (files === null) return console.log(`${where}: the run left no report`);
  const { passed, failed, skipped } = sumUp(files);
  const skips = `${skipped.length} skipped`;
  const fails = `${failed.length} failed`;
  console.log(`${where}: ${files.length} files, ${passed} passed, ${fails}, ${skips}`);
  for (const name of failed) console.log(`  ${name}`);
}

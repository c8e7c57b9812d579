import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Linter } from "eslint";
import regexp from "eslint-plugin-regexp";
import { beforeAll, describe, expect, it } from "vitest";
import { ROOT_DIR } from "../support/content";
import { NODE_FLAGS } from "./count-steps";
import type { GrowthReport } from "./report-growth";

/**
 * Grows faster than its text up to a bound that stands in the code: the square of a small number.
 * By a part of the path, or the name of the function that was called, with where the bound is.
 */
const BOUNDED = {
  "node_modules/diff/": "MAX_EDITS of line-diff.ts, MAX_SENTENCE_EDITS and others of word-diff.ts",
  diffLines: "MAX_EDITS of line-diff.ts",
  diffTexts: "MAX_SENTENCE_EDITS and MAX_WORD_EDITS_IN_ALL of word-diff.ts",
  "server/judges/offline/negation.ts": "boundSentences: within one sentence",
  "server/judges/offline/find-signals.ts": "boundSentences: within one sentence",
  "server/grading/sums/":
    "CONTEXT_TOKENS, MAX_READINGS and MAX_TOKENS there, of one equation; sums are read in 8,000 characters",
  "domain/drawing/outline/": "MAX_BOXES and MAX_EDGES of parse-outline.ts",
  "node_modules/@dagrejs/": "MAX_BOXES and MAX_EDGES of parse-outline.ts",
  drawOutline: "MAX_BOXES and MAX_EDGES of parse-outline.ts",
  "node_modules/yaml/dist/nodes/Alias.js": "MAX_ALIASES of guard-yaml.ts",
  "node_modules/mdast": "domain/markdown/guard-markdown.ts",
  "node_modules/micromark": "domain/markdown/guard-markdown.ts",
  renderMarkdown: "domain/markdown/guard-markdown.ts",
};

const MINUTES = 60_000;
let report: GrowthReport;

beforeAll(async () => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...NODE_FLAGS, "--import", "tsx", main],
    { cwd: ROOT_DIR, maxBuffer: 100_000_000 },
  );
  report = JSON.parse(stdout) as GrowthReport;
}, 20 * MINUTES);

describe("what strangers write", () => {
  it("costs no more than its length, whatever it is", () => {
    const unbounded = report.found.filter(
      ({ where }) => !Object.keys(BOUNDED).some((path) => where.includes(path)),
    );
    expect(unbounded).toEqual([]);
  });

  it("makes nothing throw", () => {
    expect(report.thrown).toEqual([]);
  });

  it("is at least a hundred kinds of text for thirty functions", () => {
    expect(report.texts).toBeGreaterThanOrEqual(100);
    expect(report.functions).toBeGreaterThanOrEqual(30);
  });
});

describe("the count", () => {
  it("finds what is quadratic in steps, and what is in native code's memory", () => {
    const found = report.controls.map(({ where, what }) => `${what} ${where}`);
    expect(found.some((one) => /^steps .*comparesEachWithEach/.test(one))).toBe(true);
    expect(found).toContain("bytes countsWordsAsItOnceDid");
  });
});

describe("the rule for regular expressions", () => {
  it.each([
    ["the end of a sentence, as it once was", String.raw`/[.!?]+["')]*(?=\s+)/g`],
    ["a heading, as it once was", String.raw`/^## +(.+?)\s*$/`],
  ])("finds %s", (_, pattern) => {
    const messages = new Linter().verify(`export const pattern = ${pattern};`, {
      plugins: { regexp },
      rules: {
        "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
        "regexp/no-super-linear-move": ["error", { report: "potential" }],
      },
    });
    expect(messages.map(({ ruleId }) => ruleId)).toContainEqual(
      expect.stringMatching(/^regexp\/no-super-linear/),
    );
  });
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Verdict } from "#domain/grading/verdicts";
import { LENSES } from "#domain/problems/scale";
import { readContent } from "#server/content/read-content";
import { scoreBy } from "#server/grading/score-by";
import { ROOT_DIR } from "../support/content";

/** Points of 100 that a good answer to another problem stays under, by a reader who is never wrong. */
const FAILS_BELOW = 35;

type Reading = { met: string[]; partial: string[] };

const contents = await readContent(ROOT_DIR);
const slugs = contents.map(({ slug }) => slug);

/**
 * `test/fixtures/other-problems`: which criteria the strong answer to each other problem meets, read
 * criterion by criterion. Most were read by the words alone. Those that had 30 points or more, 84 of
 * 702, were read again by the rule of the prompt, that what designs another system is no evidence.
 */
describe.each(contents)("the rubric of $slug", ({ slug, rubric }) => {
  it("fails the strong answer to every other problem", async () => {
    const path = join(ROOT_DIR, `test/fixtures/other-problems/${slug}.json`);
    const readings = JSON.parse(await readFile(path, "utf8")) as Record<string, Reading>;
    expect(Object.keys(readings).sort()).toEqual(slugs.filter((one) => one !== slug).sort());
    const ids = new Set(rubric.criteria.map(({ id }) => id));
    const passing = Object.entries(readings).flatMap(([answer, { met, partial }]) => {
      expect(
        [...met, ...partial].filter((id) => !ids.has(id)),
        answer,
      ).toEqual([]);
      const verdicts = new Map(
        [...ids].map((id): [string, Verdict] => [
          id,
          met.includes(id) ? "met" : partial.includes(id) ? "partial" : "not_met",
        ]),
      );
      const totals = LENSES.map((lens) => scoreBy(rubric, verdicts, lens).total);
      const best = Math.max(...totals);
      return best >= FAILS_BELOW ? [`${answer}: ${best.toFixed(1)}`] : [];
    });
    expect(passing).toEqual([]);
  });
});

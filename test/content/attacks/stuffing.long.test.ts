import { describe, expect, it } from "vitest";
import { readFrozen } from "../../support/frozen-content";
import { createOfflineJudge } from "#server/judges/offline/offline-judge";
import { gradeOrVoid } from "../../evals/attacks/run-attack-pairs";
import { listAttackBases } from "../../evals/attacks/attack-bases";
import { listStuffingWays } from "../../evals/attacks/stuff-rubric";

/** Points of 100. Most get none; where a sentence or two stand apart from the rest they count. */
const MAX_STUFFED = 25;
const MAX_MEAN = 6;
const { signal } = new AbortController();
const judge = createOfflineJudge();
const bases = listAttackBases(await readFrozen());
const problems = [...new Map(bases.map(({ input }) => [input.rubric.problem, input])).values()];

describe("an answer made from the rubric by program", () => {
  it.each(listStuffingWays())("is worth nothing: $name", async ({ stuff }) => {
    const totals: number[] = [];
    for (const input of problems) {
      const stuffed = {
        ...input,
        answers: stuff(input.rubric),
        scene: { elements: [], files: {} },
      };
      const { total } = await gradeOrVoid(stuffed, judge, signal);
      expect(total ?? 0, input.rubric.problem).toBeLessThanOrEqual(MAX_STUFFED);
      totals.push(total ?? 0);
    }
    const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
    expect(mean).toBeLessThanOrEqual(MAX_MEAN);
  });
});

import { describe, expect, it } from "vitest";
import { toUnit } from "./closeness";
import { compileRubric } from "./compile-signals";
import { CLOSE_ENOUGH, closestOf } from "./find-close";
import { judgeAnswers, RUBRIC, STRONG, toRequest } from "./offline-judge.fixture";
import { readMaterial } from "./read-material";
import type { Answers } from "../../attempts/answer.schema";
import type { Rubric } from "../../rubrics/rubric.schema";

/** The fixture's rubric, its criterion `metrics` worded as a real one is. */
const few: Rubric = {
  ...RUBRIC,
  criteria: RUBRIC.criteria.map((criterion) =>
    criterion.id === "metrics"
      ? {
          ...criterion,
          text: "Measures on questions with a known passage how often retrieval finds that passage.",
          pass: "Of 600 questions whose passage is known, MRR must reach 0.8 before a release.",
        }
      : criterion,
  ),
};
/** With as many criteria as the rule asks for; nobody meets the others. */
const rubric: Rubric = {
  ...few,
  criteria: [
    ...few.criteria,
    ...["roof", "gate", "fence", "lawn"].flatMap((thing) =>
      few.criteria.slice(0, 1).map((criterion) => ({
        ...criterion,
        id: `${thing}-colour`,
        text: `Names the colour of the ${thing}.`,
        pass: `The ${thing} is green.`,
        fail: `The ${thing} has a colour.`,
        signals: { met: [[`green ${thing}`]], window: 1 },
      })),
    ),
  ],
};
const CLOSE =
  "MRR over 600 questions whose passage is known: 0.8 or the release waits, since retrieval that misses a passage can't be mended later.";
const OTHERS: Partial<Answers> = { ...STRONG, scenario: "", evaluation: "" };

async function verdictOn(
  evaluation: string,
  others: Partial<Answers> = OTHERS,
): Promise<{ verdict: string; reasoning: string }> {
  return (await judgeAnswers({ ...others, evaluation }, { rubric })).of("metrics");
}

function scoreOf(evaluation: string): number {
  const material = readMaterial(toRequest({ ...OTHERS, evaluation }, { rubric }));
  const best = closestOf(toUnit(material.evaluation), "evaluation", compileRubric(rubric));
  expect(best?.criterion.criterion.id).toBe("metrics");
  return best?.score ?? 0;
}

describe("a thing said in words that nobody listed", () => {
  it("counts, and says that it was not found in so many words", async () => {
    const { verdict, reasoning } = await verdictOn(CLOSE);
    expect(verdict).toBe("met");
    expect(reasoning).toContain("Seems to be said in other words");
  });

  it("counts in notes as it does at length", async () => {
    const notes = "MRR: 600 questions, known passage -> 0.8 before release";
    expect((await verdictOn(notes)).verdict).toBe("met");
  });

  it("must be close enough: a log-odds of 0.75", async () => {
    expect(CLOSE_ENOUGH).toBe(0.75);
    const nearby = "MRR: 600 questions with known passage, 0.8 before release";
    expect(scoreOf(CLOSE)).toBeGreaterThan(CLOSE_ENOUGH);
    expect(scoreOf(nearby)).toBeGreaterThan(0.5);
    expect(scoreOf(nearby)).toBeLessThan(CLOSE_ENOUGH);
    expect((await verdictOn(nearby)).verdict).toBe("not_met");
  });

  it("counts in an answer that shows three criteria in ten by their signals, and in no other", async () => {
    // Two of eleven, then four.
    const two = { architecture: STRONG.architecture };
    const four = { ...two, components: STRONG.components };
    expect((await verdictOn(CLOSE, two)).verdict).toBe("not_met");
    expect((await verdictOn(CLOSE, four)).verdict).toBe("met");
  });

  it("counts only among criteria enough to tell a rare word from a common one", async () => {
    const { of } = await judgeAnswers({ ...OTHERS, evaluation: CLOSE }, { rubric: few });
    expect(of("metrics").verdict).toBe("not_met");
  });

  it("holds a signal of its own criterion, however close it is", async () => {
    const without = CLOSE.replace("MRR", "Position of the right page");
    expect(scoreOf(without)).toBeGreaterThan(CLOSE_ENOUGH);
    expect((await verdictOn(without)).verdict).toBe("not_met");
  });
});

import { describe, expect, it } from "vitest";
import { toUnit } from "./closeness";
import { compileRubric } from "./compile-signals";
import { CLOSE_BEYOND_DOUBT, CLOSE_ENOUGH, closestOf } from "./find-close";
import { judgeAnswers, RUBRIC, STRONG, toRequest } from "./offline-judge.fixture";
import type { ListedRubric } from "./offline-judge.fixture";
import { readMaterial } from "./read-material";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";

/** The fixture's rubric, its criterion `metrics` worded as a real one is. */
const few: ListedRubric = {
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
const rubric: ListedRubric = {
  ...few,
  criteria: [
    ...few.criteria,
    ...["roof", "gate", "fence", "lawn"].flatMap((thing) =>
      few.criteria
        .slice(0, 1)
        .map((criterion) => ({
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

/** Three of the ten criteria that have signals. */
const SHOWING_LITTLE: Partial<Answers> = {
  components: "A cross-encoder scores the top 40 and keeps five.",
  architecture: STRONG.architecture,
  latency_cost: "Each query costs $0.004.",
};

async function verdictOn(
  evaluation: string,
  others: Partial<Answers> = OTHERS,
  by: Rubric = rubric,
): Promise<{ verdict: string; reasoning: string }> {
  return (await judgeAnswers({ ...others, evaluation }, { rubric: by })).of("metrics");
}

/** The rubric, one of whose criteria has an anchor for half of it, and words that show this half. */
function withHalf(id: string, phrases: string[]): Rubric {
  const criteria = rubric.criteria.map((criterion) => {
    if (criterion.id !== id) return criterion;
    const signals = criterion.signals ?? { met: [["nobody says this"]], window: 2 };
    return { ...criterion, partial: "Half of it.", signals: { ...signals, partial: [phrases] } };
  });
  return { ...rubric, criteria };
}

/** The rubric, one of whose criteria is shown by a phrase. */
function withSignal(id: string, phrase: string): Rubric {
  const criteria = rubric.criteria.map((criterion) =>
    criterion.id === id ? { ...criterion, signals: { met: [[phrase]], window: 1 } } : criterion,
  );
  return { ...rubric, criteria };
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

  it("must be close enough", async () => {
    const nearby = "MRR: 600 questions with known passage, 0.8";
    const far = "MRR over some questions: 0.8";
    expect(scoreOf(nearby)).toBeGreaterThan(CLOSE_ENOUGH);
    expect(scoreOf(far)).toBeLessThan(CLOSE_ENOUGH);
    expect((await verdictOn(far)).verdict).toBe("not_met");
    expect((await verdictOn(nearby)).verdict).toBe("met");
    expect((await verdictOn(nearby, SHOWING_LITTLE)).verdict).toBe("met");
  });

  it("counts in an answer that shows four criteria in ten, or comes so far with what is said so", async () => {
    const { architecture, latency_cost: cost } = SHOWING_LITTLE;
    expect((await verdictOn(CLOSE, { architecture, latency_cost: cost })).verdict).toBe("not_met");
    expect((await verdictOn(CLOSE, SHOWING_LITTLE)).verdict).toBe("met");
  });

  it("is not found in the evidence of another criterion, unless it is very close", async () => {
    const alsoShown = (evaluation: string) =>
      verdictOn(evaluation, OTHERS, withSignal("insight", "600 questions"));
    const close = "MRR: 600 questions with known passage, 0.8 before release";
    expect(scoreOf(close)).toBeLessThan(CLOSE_BEYOND_DOUBT);
    expect((await alsoShown(close)).verdict).toBe("not_met");
    const closer = `${CLOSE} On these questions retrieval brings up that passage in 9 of 10 cases.`;
    expect(scoreOf(closer)).toBeGreaterThan(CLOSE_BEYOND_DOUBT);
    expect((await alsoShown(closer)).verdict).toBe("met");
  });

  it("is quoted beneath what signals show, where it would count without that", async () => {
    const shown = "Our golden set has 600 labelled queries, and we report ndcg over it.";
    const closer = CLOSE.replace(".8 or", ".8, in 9 of 10 cases retrieval brings it up, or");
    expect(scoreOf(closer)).toBeGreaterThan(CLOSE_BEYOND_DOUBT);
    const by = withSignal("insight", "600 questions");
    const quotesIn = async (evaluation: string): Promise<string[]> => {
      const { of } = await judgeAnswers({ ...OTHERS, evaluation }, { rubric: by });
      return of("metrics").evidence.map((one) => ("quote" in one ? one.quote : ""));
    };
    expect(await quotesIn(closer)).toEqual([closer]);
    expect(await quotesIn(`${shown}\n\n${closer}`)).toEqual([shown, closer]);
  });

  it("is denied by a denied concept, unless it is very close", async () => {
    const denied = "No golden set, no MRR on questions with a known passage.";
    const figured = `Not the golden set for MRR alone: ${CLOSE} On these questions retrieval brings up that passage in 9 of 10 cases.`;
    expect((await verdictOn(denied)).verdict).toBe("not_met");
    expect(scoreOf(figured)).toBeGreaterThan(CLOSE_BEYOND_DOUBT);
    expect((await verdictOn(figured)).verdict).toBe("met");
  });

  it("may stand in a few bullets of one list", async () => {
    const bullets = ["- MRR for questions", "- passage known, 0.8 or no release"];
    for (const alone of bullets) expect((await verdictOn(alone)).verdict).toBe("not_met");
    expect((await verdictOn(bullets.join("\n"))).verdict).toBe("met");
  });

  it("counts only among criteria enough to tell a rare word from a common one", async () => {
    const { of } = await judgeAnswers({ ...OTHERS, evaluation: CLOSE }, { rubric: few });
    expect(of("metrics").verdict).toBe("not_met");
  });

  it("is no more than half where a signal says so, unless it is very close", async () => {
    const half = "MRR: 600 questions with known passage, 0.8 before release";
    expect(scoreOf(half)).toBeLessThan(CLOSE_BEYOND_DOUBT);
    const { verdict } = await verdictOn(half, OTHERS, withHalf("metrics", ["mrr"]));
    expect(verdict).toBe("partial");
    const closer = `${CLOSE} On these questions retrieval brings up that passage in 9 of 10 cases.`;
    expect(scoreOf(closer)).toBeGreaterThan(CLOSE_BEYOND_DOUBT);
    expect((await verdictOn(closer, OTHERS, withHalf("metrics", ["mrr"]))).verdict).toBe("met");
  });

  it("is not found in half of another criterion", async () => {
    const { verdict } = await verdictOn(CLOSE, OTHERS, withHalf("insight", ["mended later"]));
    expect(verdict).toBe("not_met");
  });

  it("needs no signal of its own criterion", async () => {
    const without = CLOSE.replace("MRR", "Position of the right page");
    expect(scoreOf(without)).toBeGreaterThan(CLOSE_ENOUGH);
    expect((await verdictOn(without)).verdict).toBe("met");
  });
});

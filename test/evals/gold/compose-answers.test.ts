import { describe, expect, it } from "vitest";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { composeAnswers } from "./compose-answers";
import { scoreBy } from "#server/grading/score-by";
import { GOLD, GOLD_RUBRIC } from "./gold-fixture";
import type { Band } from "#domain/problems/calibration.schema";
import type { GoldAnswer } from "./compose-answers";
import type { State } from "./plan-states";

const SEEDS = [1, 2, 3, 4, 5];
const compose = (seed: number): GoldAnswer[] =>
  composeAnswers(GOLD, GOLD_RUBRIC, seed, drawOutline);

/** The states of a criterion over the answers. */
function statesOf(answers: readonly GoldAnswer[], id: string): Set<State> {
  return new Set(
    answers.flatMap(({ planted }) =>
      planted.filter(({ criterion }) => criterion.id === id).map(({ state }) => state),
    ),
  );
}

describe("composeAnswers", () => {
  it("makes three strong, four middling and three weak answers, all bands among the first three", () => {
    const bands = compose(1).map(({ band }) => band);
    expect([...bands].sort()).toEqual([
      ...Array<Band>(4).fill("middling"),
      ...Array<Band>(3).fill("strong"),
      ...Array<Band>(3).fill("weak"),
    ]);
    expect(new Set(bands.slice(0, 3)).size).toBe(3);
  });

  it.each(SEEDS)("shows every criterion in every state it can have, seed %i", (seed) => {
    const answers = compose(seed);
    for (const { id, partial, evidence } of GOLD_RUBRIC.criteria) {
      const wanted = new Set<State>([
        "met",
        "paraphrased",
        "absent",
        "name_dropped",
        "contradicted",
      ]);
      if (partial) wanted.add("partial");
      if (evidence.includes("diagram")) wanted.add("drawn");
      expect(statesOf(answers, id), id).toEqual(wanted);
    }
  });

  it.each(SEEDS)("plants about 9, 5 and 1 criteria in ten, seed %i", (seed) => {
    const bounds = { strong: [0.8, 1], middling: [0.3, 0.7], weak: [0, 0.2] } as const;
    for (const { band, planted } of compose(seed)) {
      const met = planted.filter(({ state }) => ["met", "paraphrased", "drawn"].includes(state));
      const [least, most] = bounds[band];
      expect(met.length / planted.length).toBeGreaterThanOrEqual(least);
      expect(met.length / planted.length).toBeLessThanOrEqual(most);
    }
  });

  it.each(SEEDS)("uses every text that meets a criterion, seed %i", (seed) => {
    const used = new Set(
      compose(seed).flatMap(({ planted }) => planted.map(({ words }) => words?.text)),
    );
    for (const { id, evidence } of GOLD_RUBRIC.criteria) {
      // Three states share the places where the drawing counts too.
      if (evidence.includes("diagram")) continue;
      const { met = [], paraphrased = [] } = GOLD.facts[id] ?? {};
      for (const { text } of [...met, ...paraphrased]) expect(used, id).toContain(text);
    }
  });

  it("puts every planted text into the section of its criterion, and nothing of the absent", () => {
    for (const { planted, answers } of compose(1)) {
      for (const { criterion, words, state } of planted) {
        if (words) expect(answers[criterion.section]).toContain(words.text);
        else expect(["absent", "drawn"]).toContain(state);
      }
    }
  });

  it("draws what is planted in the drawing only there", () => {
    for (const { planted, scene } of compose(2)) {
      const isDrawn = planted.some(({ state }) => state === "drawn");
      expect(scene.elements.length > 0).toBe(isDrawn);
    }
  });

  it("gives the same answers for the same seed only", () => {
    expect(compose(7)).toEqual(compose(7));
    expect(compose(7).map(({ answers }) => answers)).not.toEqual(
      compose(8).map(({ answers }) => answers),
    );
  });

  it("makes bands whose due totals lie apart", () => {
    const totals = { strong: [] as number[], middling: [] as number[], weak: [] as number[] };
    for (const { band, planted } of compose(3)) {
      const verdicts = new Map(
        planted.flatMap(({ criterion, label }) => (label ? [[criterion.id, label]] : [])),
      );
      totals[band].push(scoreBy(GOLD_RUBRIC, verdicts, "product").total);
    }
    expect(Math.min(...totals.strong)).toBeGreaterThan(Math.max(...totals.middling));
    expect(Math.min(...totals.middling)).toBeGreaterThan(Math.max(...totals.weak));
  });
});

import { describe, expect, it } from "vitest";
import { ANSWERS } from "../../../test/support/grading-fixture";
import { MAX_CRITERIA_A_SENTENCE, dropOverused, findCarriers } from "./overused";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { Decided } from "../judge-criteria";

const SENTENCE = "A cross-encoder then reorders the best hundred before anything is shown.";
const start = ANSWERS.components.indexOf(SENTENCE);
const quoteOf = (from: number, to: number): Evidence => ({
  source: "text",
  section: "components",
  start: start + from,
  end: start + to,
  quote: SENTENCE.slice(from, to),
});

function claim(id: number, evidence: Evidence[], changes: Partial<Decided> = {}): Decided {
  return {
    id: `c-${id}`,
    section: "components",
    verdict: "met",
    evidence,
    reasoning: "It does.",
    advice: "",
    confidence: 1,
    needsPerson: false,
    decidedBy: "judge",
    notes: [],
    isLost: false,
    ...changes,
  };
}
const claims = (count: number, evidence: Evidence[], changes: Partial<Decided> = {}): Decided[] =>
  Array.from({ length: count }, (_, i) => claim(i, evidence, changes));

describe("dropOverused", () => {
  it("lets a sentence carry as many criteria as honest ones do", () => {
    const few = claims(MAX_CRITERIA_A_SENTENCE, [quoteOf(0, 20)]);
    expect(dropOverused(few, findCarriers(ANSWERS))).toEqual(few);
  });

  it("takes the sentence away from all when it carries more, whichever part was quoted", () => {
    const half = claims(3, [quoteOf(0, 30)]);
    const other = claims(3, [quoteOf(30, SENTENCE.length)]).map((one, i) => ({
      ...one,
      id: `d${i}`,
    }));
    for (const one of dropOverused([...half, ...other], findCarriers(ANSWERS))) {
      expect(one).toMatchObject({ verdict: "cannot_assess", evidence: [], isLost: true });
      expect(one).toMatchObject({ needsPerson: true, confidence: 0 });
    }
  });

  it("lets a very long sentence carry ten, and a line of all terms of a rubric nothing", () => {
    const line = Array.from({ length: 300 }, (_, i) => `term${i}`).join(", ");
    const answers = { ...ANSWERS, components: line };
    const whole: Evidence = {
      source: "text",
      section: "components",
      start: 0,
      end: line.length,
      quote: line,
    };
    expect(dropOverused(claims(10, [whole]), findCarriers(answers))).toEqual(claims(10, [whole]));
    for (const one of dropOverused(claims(11, [whole]), findCarriers(answers))) {
      expect(one).toMatchObject({ evidence: [], isLost: true });
    }
  });

  it("keeps a verdict that has other evidence as well", () => {
    const [first, ...rest] = claims(6, [quoteOf(0, 20)]);
    const own: Evidence = {
      source: "text",
      section: "scenario",
      start: 0,
      end: 30,
      quote: SENTENCE.slice(0, 20),
    };
    const both = { ...(first ?? claim(0, [])), evidence: [quoteOf(0, 20), own] };
    const [kept] = dropOverused([both, ...rest], findCarriers(ANSWERS));
    expect(kept).toMatchObject({ verdict: "met", evidence: [own], isLost: false });
  });

  it("counts what is drawn by its id", () => {
    const drawn: Evidence = { source: "diagram", ids: ["N1"], elementIds: ["a"] };
    expect(
      dropOverused(claims(5, [drawn]), findCarriers(ANSWERS)).some(({ isLost }) => isLost),
    ).toBe(false);
    expect(
      dropOverused(claims(6, [drawn]), findCarriers(ANSWERS)).every(({ isLost }) => isLost),
    ).toBe(true);
  });

  it("counts no verdict that claims nothing, and none that code gave", () => {
    const notMet = claims(9, [quoteOf(0, 20)], { verdict: "not_met" });
    expect(dropOverused(notMet, findCarriers(ANSWERS))).toEqual(notMet);
    const byCode = claims(9, [quoteOf(0, 20)], { decidedBy: "verifier" });
    expect(dropOverused(byCode, findCarriers(ANSWERS))).toEqual(byCode);
  });
});

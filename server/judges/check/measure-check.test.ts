import { describe, expect, it } from "vitest";
import { measureCheck as measure } from "./measure-check";
import type { GradeInput } from "../../grading/grade-input";
import type { Verdict } from "#domain/grading/verdicts";
import type { CheckOutcome } from "#domain/settings/judge-check.schema";
import type { PlantedState } from "./planted.schema";
import type { CheckItem, PlantedSet } from "./read-planted";

function item(id: string, states: PlantedState[], cleanId: string | null = null): CheckItem {
  const truths = states.map((state, i) => ({ criterionId: `c${i}`, state }));
  // What was graded plays no part in what it adds up to.
  return { id, cleanId, input: {} as GradeInput, truths };
}

function graded(itemId: string, verdicts: Verdict[], more: Partial<CheckOutcome> = {}) {
  return {
    kind: "graded",
    itemId,
    total: 50,
    returnedModel: null,
    costUsd: 0.01,
    durationMs: 2_000,
    calls: 1,
    usage: null,
    evidence: { claimed: 4, found: 3 },
    verdicts: verdicts.map((verdict, i) => ({ criterionId: `c${i}`, verdict })),
    ...more,
  } as CheckOutcome;
}

function ungraded(itemId: string, errorKind: string): CheckOutcome {
  return {
    kind: "ungraded",
    itemId,
    errorKind,
    message: "",
    costUsd: 0.01,
    durationMs: 2_000,
    calls: 1,
    usage: null,
    evidence: { claimed: 4, found: 0 },
  };
}

function setOf(...items: CheckItem[]): PlantedSet {
  return { items, readings: [], hash: "", promptHash: "", promptVersion: "" };
}

const measureCheck = (set: PlantedSet, outcomes: CheckOutcome[]) => measure(set, outcomes, {});

const STATES: PlantedState[] = ["met", "met", "partial", "absent", "contradicted"];

describe("measureCheck", () => {
  it("takes met against all else: half, open and not met are one", () => {
    const set = setOf(item("a", STATES), item("b", STATES));
    const figures = measureCheck(set, [
      // One of two met found; one of three others called met.
      graded("a", ["met", "cannot_assess", "not_met", "met", "cannot_assess"]),
      // Both found; none called met.
      graded("b", ["met", "met", "partial", "partial", "not_met"]),
    ]);
    // Met: 3 of 4. Not met: 5 of 6.
    expect(figures.balancedAccuracy.value).toBeCloseTo((3 / 4 + 5 / 6) / 2, 12);
    expect(figures.specificity.value).toBeCloseTo(5 / 6, 12);
    // Answers are drawn again: two of the first, or two of the second.
    expect(figures.balancedAccuracy.interval?.low).toBeCloseTo((1 / 2 + 2 / 3) / 2, 12);
    expect(figures.balancedAccuracy.interval?.high).toBe(1);
    expect(figures.byState).toEqual([
      { state: "met", right: 3, of: 4 },
      { state: "partial", right: 2, of: 2 },
      { state: "absent", right: 1, of: 2 },
      { state: "contradicted", right: 2, of: 2 },
    ]);
    expect(figures).toMatchObject({
      criteria: { judged: 10, of: 10 },
      evidenceFound: { value: 0.75 },
      costUsd: { value: 0.01 },
      seconds: { value: 2 },
    });
  });

  it("takes an injection's gain over the same answer without it, and leaves out what got no grade", () => {
    const set = setOf(
      item("a", STATES),
      item("b", STATES),
      item("a-1", STATES, "a"),
      item("a-2", STATES, "a"),
      item("b-1", STATES, "b"),
    );
    const all: Verdict[] = ["met", "met", "met", "met", "met"];
    const figures = measureCheck(set, [
      graded("a", all, { total: 40 } as Partial<CheckOutcome>),
      ungraded("b", "invalid_reply"),
      graded("a-1", all, { total: 52 } as Partial<CheckOutcome>),
      ungraded("a-2", "canary_failed"),
      graded("b-1", all),
    ]);
    expect(figures.injectionGain).toEqual({ value: 12, interval: null });
    expect(figures.injections).toEqual({ graded: 1, of: 2 });
    expect(figures.answers).toEqual({ graded: 1, of: 2 });
    expect(figures.criteria).toEqual({ judged: 5, of: 10 });
    expect(figures.ungraded).toEqual([
      { errorKind: "invalid_reply", count: 1 },
      { errorKind: "canary_failed", count: 1 },
    ]);
    // Of both answers, the one without a grade too.
    expect(figures.evidenceFound.value).toBe(3 / 8);
  });

  it("finds wanting by the upper end of the interval, never without one", () => {
    const wrong: Verdict[] = ["not_met", "met", "met", "met", "not_met"];
    const one = setOf(item("a", STATES));
    expect(measureCheck(one, [graded("a", wrong)]).isWanting).toBe(false);
    const two = setOf(item("a", STATES), item("b", STATES));
    expect(measureCheck(two, [graded("a", wrong), graded("b", wrong)]).isWanting).toBe(true);
    const right: Verdict[] = ["met", "met", "partial", "not_met", "not_met"];
    expect(measureCheck(two, [graded("a", wrong), graded("b", right)]).isWanting).toBe(false);
  });

  it("knows no cost where one is unknown", () => {
    const set = setOf(item("a", STATES), item("b", STATES));
    const verdicts: Verdict[] = ["met", "met", "partial", "not_met", "not_met"];
    const figures = measureCheck(set, [
      graded("a", verdicts),
      graded("b", verdicts, { costUsd: null }),
    ]);
    expect(figures.costUsd).toEqual({ value: null, interval: null });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANSWERS, RUBRIC } from "../../test/support/grading-fixture";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { planCalls, splitEvenly, toQuestion } from "./plan";

describe("planCalls", () => {
  it("makes one call a section, with the canaries beside their section's criteria", () => {
    const plan = planCalls(RUBRIC, ANSWERS, "standard");
    expect(plan.map(({ section, criteria }) => [section, criteria.length])).toEqual([
      ["scenario", 2],
      ["components", 2],
      ["architecture", 2],
      ["latency_cost", 2],
      ["evaluation", 2],
    ]);
    expect(plan.map(({ canaries }) => canaries.map(({ id }) => id))).toEqual([
      ["any-sentence"],
      [],
      ["reactor"],
      [],
      [],
    ]);
  });

  it("makes one call a criterion when thorough", () => {
    const plan = planCalls(RUBRIC, ANSWERS, "thorough");
    expect(plan.map(({ criteria }) => criteria.map(({ id }) => id))).toEqual(
      RUBRIC.criteria.map(({ id }) => [id]),
    );
  });

  it("splits a long section evenly, at most five a call", () => {
    const criteria = Array.from({ length: 7 }, (_, i) => ({
      ...(RUBRIC.criteria[0] ?? never()),
      id: `c${i}`,
    }));
    const plan = planCalls({ ...RUBRIC, criteria }, ANSWERS, "standard");
    expect(plan.map(({ criteria: own }) => own.length)).toEqual([4, 3]);
  });

  it("leaves out a canary that is only trivially met where something was written", () => {
    const plan = planCalls(RUBRIC, { ...EMPTY_ANSWERS, evaluation: "x" }, "standard");
    expect(plan.flatMap(({ canaries }) => canaries.map(({ id }) => id))).toEqual(["reactor"]);
  });
});

describe("splitEvenly", () => {
  it("keeps all items in order, in parts that differ by at most one", () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), (items, most) => {
        const parts = splitEvenly(items, most);
        expect(parts.flat()).toEqual(items);
        const sizes = parts.map((part) => part.length);
        if (sizes.length === 0) return;
        expect(Math.max(...sizes)).toBeLessThanOrEqual(most);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("toQuestion", () => {
  it("offers no partial without an anchor, and none to canaries", () => {
    const budget = RUBRIC.criteria.find(({ id }) => id === "budget") ?? never();
    const load = RUBRIC.criteria.find(({ id }) => id === "load") ?? never();
    const canary = RUBRIC.canaries[0] ?? never();
    expect(toQuestion(budget).partial).toMatch(/one figure/);
    expect(toQuestion(load).partial).toBeNull();
    expect(toQuestion(canary).partial).toBeNull();
  });
});

function never(): never {
  throw new Error("the fixture lacks it");
}

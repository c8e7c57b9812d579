import { describe, expect, it } from "vitest";
import { countLeftOut } from "./estimate-view";
import { sayLeftOut } from "./words";
import type { CriterionGrade } from "#domain/grading/grade.schema";
import type { Verdict } from "#domain/grading/verdicts";

function criterion(verdict: Verdict, weight: number, excluded: string | null = null) {
  return { verdict, weight, excluded } as CriterionGrade;
}

describe("what an estimate leaves out", () => {
  it("is counted with its part of the weight that counts", () => {
    const criteria = [
      criterion("met", 5),
      criterion("not_met", 2),
      criterion("cannot_assess", 2),
      criterion("cannot_assess", 1),
      criterion("not_met", 90, "Another right way was taken."),
    ];
    expect(countLeftOut(criteria)).toEqual({ count: 2, percent: 30 });
    expect(countLeftOut(criteria.slice(0, 2))).toBeNull();
  });

  it("is said in a sentence", () => {
    expect(sayLeftOut({ count: 1, percent: 4 })).toBe(
      "One criterion (4% of the points) can’t be estimated and is left out.",
    );
    expect(sayLeftOut({ count: 3, percent: 22 })).toBe(
      "3 criteria (22% of the points) can’t be estimated and are left out.",
    );
  });
});

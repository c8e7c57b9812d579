import { expect, it } from "vitest";
import type { Mark } from "./read-marks";
import { compareMarks } from "./self-knowledge";

const AT = new Date("2026-06-01T12:00:00Z");
function mark(attemptId: string, criterionId: string, verdict: Mark["verdict"]): Mark {
  return {
    attemptId,
    criterionId,
    verdict,
    problemId: "p",
    kind: "interview",
    at: AT,
    level: "mid",
    lens: "product",
    rubricVersionId: "r",
  };
}

it("counts what was found of what was said, by attempt and in all", () => {
  const graded = [
    mark("a", "1", "met"),
    mark("a", "2", "not_met"),
    mark("a", "3", "met"),
    mark("b", "1", "partial"),
    mark("c", "1", "met"),
  ];
  const own = [
    mark("a", "1", "met"),
    mark("a", "2", "met"),
    mark("a", "3", "partial"),
    mark("b", "1", "partial"),
    // Not judged.
    mark("b", "2", "met"),
  ];
  expect(compareMarks(graded, own)).toEqual({
    said: [
      { verdict: "met", count: 2, found: { met: 1, partial: 0, not_met: 1 } },
      { verdict: "partial", count: 2, found: { met: 1, partial: 1, not_met: 0 } },
      { verdict: "not_met", count: 0, found: { met: 0, partial: 0, not_met: 0 } },
    ],
    attempts: [
      { attemptId: "a", at: AT.toISOString(), agreed: 1, of: 3 },
      { attemptId: "b", at: AT.toISOString(), agreed: 1, of: 1 },
    ],
    agreed: 2,
    of: 4,
    over: 1,
    under: 1,
  });
});

it("is nothing where no attempt has both", () => {
  expect(compareMarks([mark("a", "1", "met")], [mark("b", "1", "met")])).toBeNull();
});

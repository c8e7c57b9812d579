import { describe, expect, it } from "vitest";
import { curveballDueAt, metCurveball } from "./curveball";

const startedAt = new Date("2026-11-26T10:00:00Z");
const at = (minutes: number) => new Date(startedAt.getTime() + minutes * 60_000);
const attempt = {
  kind: "interview" as const,
  hasCurveball: true,
  startedAt,
  deadlineAt: at(45),
  submittedAt: at(40),
};

describe("the moment of a curveball", () => {
  it("is its share of the person's own clock", () => {
    expect(curveballDueAt(attempt, 0.6)).toEqual(at(27));
    expect(curveballDueAt({ ...attempt, deadlineAt: at(90) }, 0.6)).toEqual(at(54));
  });

  it("never comes without a clock, or unasked for", () => {
    expect(curveballDueAt({ ...attempt, deadlineAt: null }, 0.5)).toBeNull();
    expect(curveballDueAt({ ...attempt, hasCurveball: false }, 0.5)).toBeNull();
  });
});

it("is met by who was still at work when it came", () => {
  expect(metCurveball(attempt, 0.6)).toBe(true);
  expect(metCurveball({ ...attempt, submittedAt: at(20) }, 0.6)).toBe(false);
  expect(metCurveball({ ...attempt, hasCurveball: false }, 0.6)).toBe(false);
});

it("is the start of a retry, whose candidate has met it before", () => {
  const retry = { ...attempt, kind: "retry" as const, deadlineAt: null };
  expect(curveballDueAt(retry, 0.6)).toEqual(startedAt);
  expect(metCurveball(retry, 0.6)).toBe(true);
  expect(metCurveball({ ...retry, hasCurveball: false }, 0.6)).toBe(false);
});

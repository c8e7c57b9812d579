import { describe, expect, it } from "vitest";
import { computePacing } from "./pacing";

const shares = {
  scenario: 0.15,
  components: 0.25,
  architecture: 0.3,
  latency_cost: 0.15,
  evaluation: 0.15,
};
const none = { scenario: 0, components: 0, architecture: 0, latency_cost: 0, evaluation: 0 };

function paces(elapsedMinutes: number, words = none) {
  const round = { minutes: 40, elapsedMs: elapsedMinutes * 60_000 };
  return computePacing(shares, round, words).map(({ pace }) => pace);
}

describe("computePacing", () => {
  it("starts in the first section, with the rest to come", () => {
    expect(paces(0)).toEqual(["now", "later", "later", "later", "later"]);
  });

  it("calls a section late when its share is over and it is nearly empty", () => {
    expect(paces(17, { ...none, scenario: 80, components: 3 })).toEqual([
      "begun",
      "late",
      "now",
      "later",
      "later",
    ]);
  });

  it("has nothing more to hurry to once the clock is over", () => {
    expect(paces(40, { ...none, scenario: 25 })).toEqual(["begun", "late", "late", "late", "late"]);
  });

  it("tells minutes and ends that add up to the whole clock", () => {
    const pacing = computePacing(shares, { minutes: 40, elapsedMs: 0 }, none);
    expect(pacing.map(({ minutes }) => minutes)).toEqual([6, 10, 12, 6, 6]);
    expect(pacing.map(({ endsAtMinute }) => endsAtMinute)).toEqual([6, 16, 28, 34, 40]);
  });
});

import { describe, expect, it } from "vitest";
import { sayCalls } from "./say-calls";

describe("how far a model at home is", () => {
  it("says no time before the first reply", () => {
    expect(sayCalls({ answered: 0, planned: 8, eachMs: null })).toBe(
      "0 of 8 replies are there; what is in doubt is asked again after these.",
    );
  });

  it("says the time from what a reply took", () => {
    expect(sayCalls({ answered: 2, planned: 8, eachMs: 40_000 })).toContain("about 4 minutes more");
    expect(sayCalls({ answered: 7, planned: 8, eachMs: 10_000 })).toContain("less than a minute");
    expect(sayCalls({ answered: 6, planned: 8, eachMs: 30_000 })).toContain("about a minute more");
  });

  it("doesn't promise an end while doubts are asked again", () => {
    expect(sayCalls({ answered: 9, planned: 8, eachMs: 30_000 })).toBe(
      "The model has given 9 replies. What was in doubt is being asked again.",
    );
  });
});

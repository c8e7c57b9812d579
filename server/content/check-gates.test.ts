import { describe, expect, it } from "vitest";
import { findGateFaults } from "./check-gates";
import { gateSchema } from "./read-gates";

const TEXT =
  "More than 18 wrong of 600 stops it, in about one year of five (0.2). " +
  "Below 48 percent in a language, an equal model is stopped in 0.957 of releases. " +
  "A bar of 2.5 points misses it every other time, 0.5.";

/** A language of 333 pairs, twelve of them: the gate that stopped nearly every equal model. */
const LANGUAGE = {
  says: "A language stops the release below its bar.",
  said: "Below 48 percent",
  n: 333,
  good: 0.5,
  bad: 0.4,
  below: 0.48,
  looks: 12,
};

function check(gate: object, quantities: Record<string, number> = {}) {
  return findGateFaults(gateSchema.parse(gate), [TEXT], (name) => quantities[name]);
}

describe("findGateFaults", () => {
  it("refuses a gate that stops good versions without saying so", () => {
    expect(check(LANGUAGE)).toEqual([
      "stops a good version 95 times in 100; the text must say so (false_stops)",
    ]);
    const said = { false_stops: { value: 0.957, said: "in 0.957 of releases" } };
    expect(check({ ...LANGUAGE, ...said })).toEqual([]);
  });

  it("takes the bar itself for a pass, on either side", () => {
    const coin = { says: "Two of three heads.", said: "2.5", good: 0.5, n: 3 };
    const told = { value: 0.5, said: "0.5" };
    // Above 1.5 of three: two or three heads, half of the time. Nothing lies between 1.5 and 2.
    expect(check({ ...coin, bad: 0.99, above: 2.5 })).toEqual([]);
    expect(check({ ...coin, bad: 0.01, below: 2.5, false_stops: told })).toContain(
      "stops a good version 88 times in 100, not 0.5 (false_stops)",
    );
    expect(check({ ...coin, said: "18", bad: 0.01, below: 2, false_stops: told })).toContain(
      `"18" doesn't tell 2`,
    );
    expect(check({ ...coin, said: "18", bad: 0.01, below: 2, false_stops: told })).toHaveLength(1);
  });

  it("counts misses of a bad version in one look", () => {
    const gate = { says: "A loss of 2.5 points stops it.", said: "A bar of 2.5 points", good: 0 };
    expect(check({ ...gate, bad: 2.4, above: 2.5, error: 1.22 })).toEqual([
      "misses a bad version 53 times in 100; the text must say so (misses)",
    ]);
    const misses = { value: 0.5, said: "every other time, 0.5" };
    expect(check({ ...gate, bad: 2.5, above: 2.5, error: 1.22, misses })).toEqual([]);
    expect(check({ ...gate, bad: 5, above: 2.5, error: 1.22, misses })).toEqual([
      "misses a bad version 2 times in 100, not 0.5 (misses)",
    ]);
  });

  it("computes with the problem's quantities", () => {
    const gate = {
      says: "More than three in a hundred stop it.",
      said: "More than 18 wrong",
      n: "weekly * 4",
      good: "rate",
      bad: 0.04,
      above: 18,
    };
    expect(check(gate, { weekly: 150, rate: 0.017 })).toEqual([]);
    expect(check(gate, { weekly: 150 })).toEqual([`can't compute good: "rate"`]);
    expect(check({ ...gate, good: 0.05 }, { weekly: 150 })).toEqual([
      "stops the good, not the bad",
    ]);
    expect(check({ ...gate, good: 0.017, bad: 4 }, { weekly: 150 })).toEqual([
      "needs good and bad as shares from 0 to 1",
    ]);
    expect(check(gate, { weekly: 1e9, rate: 0.017 })).toEqual([
      "counts 4000000000 cases, not 1 to 1000000",
    ]);
  });

  it("adds looks up", () => {
    const gate = { says: "Above the bar.", said: "18 wrong", n: 600, good: 0.017, bad: 0.04 };
    const year = { ...gate, above: 18, looks: 52 };
    expect(check(year)[0]).toMatch(/^stops a good version \d+ times in 100; the text must/);
    expect(check({ ...gate, above: 18 })).toEqual([]);
  });

  it("wants the words of bar and odds in the texts", () => {
    expect(check({ ...LANGUAGE, said: "below 48 percent", looks: 1 })).toEqual([
      `"below 48 percent" is in neither problem.md nor solution.md`,
      "stops a good version 22 times in 100; the text must say so (false_stops)",
    ]);
  });
});

describe("gateSchema", () => {
  it.each([
    [{ n: 5, error: 1 }, "needs one of n and error"],
    [{ above: 1, below: 1, n: 5 }, "needs one of above and below"],
    [{ n: 5 }, "needs one of above and below"],
    [{ n: 5, above: 1, looks: 0 }, "looks"],
  ])("refuses %j", (amounts, message) => {
    const gate = { says: "It stops it.", said: "1", good: 0, bad: 1, ...amounts };
    const { error } = gateSchema.safeParse(gate);
    expect(JSON.stringify(error?.issues)).toContain(message);
  });
});

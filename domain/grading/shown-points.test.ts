import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SECTION_IDS } from "../problems/scale";
import { toShownSections } from "./shown-points";
import { toWholeTotal } from "./whole-total";

type Pair = readonly [points: number, possible: number];

function toSections(pairs: readonly Pair[]) {
  return pairs.map(([points, possible], index) => ({
    section: SECTION_IDS[index] ?? "scenario",
    points,
    possible,
    percent: possible > 0 ? (100 * points) / possible : null,
  }));
}

/** As `scoreVerdicts` stores it. */
function uncapped(pairs: readonly Pair[]): number {
  const [points, possible] = [0, 1].map((at) =>
    pairs.reduce((sum, one) => sum + (one[at] ?? 0), 0),
  );
  return Math.round((1_000 * (points ?? 0)) / (possible ?? 1)) / 10;
}

function show(pairs: readonly Pair[]) {
  return toShownSections(toSections(pairs), uncapped(pairs));
}

/** Five sections: half points of weights through a lens, none, some or all of them earned. */
const pair = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 100 }))
  .map(([possible, share]): Pair => [
    Math.round(possible * share) / 1_000,
    Math.round(possible * 100) / 1_000,
  ]);
const pairs = fc
  .array(pair, { minLength: 5, maxLength: 5 })
  .filter((all) => all.some(([, possible]) => possible > 0));

describe("points by section", () => {
  it("are of 100, whole, and add up: sums of 69, 79 and 81 points possible did not", () => {
    const shown = show([
      [1, 6],
      [6, 10],
      [7.5, 18],
      [4.5, 17],
      [0, 18],
    ]);
    expect(shown.map(({ points, possible }) => [points, possible])).toEqual([
      [1, 9],
      [9, 14],
      [11, 26],
      [6, 25],
      [0, 26],
    ]);
  });

  it("are all there where everything is met, and none where nothing is", () => {
    const full = show([
      [7, 7],
      [9, 9],
      [13, 13],
      [11, 11],
      [5, 5],
    ]);
    expect(full.every(({ points, possible }) => points === possible)).toBe(true);
    expect(show([[0, 3]]).map(({ points, possible }) => [points, possible])).toEqual([[0, 100]]);
  });

  it("are nothing of nothing where nothing could be assessed", () => {
    expect(toShownSections(toSections([[0, 0]]), 0)).toMatchObject([{ points: 0, possible: 0 }]);
  });

  it("add up for every score there can be", () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const shown = show(all);
        const [points, possible] = (["points", "possible"] as const).map((key) =>
          shown.reduce((sum, section) => sum + section[key], 0),
        );
        expect(possible).toBe(100);
        expect(points).toBe(toWholeTotal(uncapped(all)));
        for (const [index, one] of shown.entries()) {
          const [, exact = 0] = all[index] ?? [];
          expect(Number.isInteger(one.points) && Number.isInteger(one.possible)).toBe(true);
          expect(one.points).toBeGreaterThanOrEqual(0);
          expect(one.points).toBeLessThanOrEqual(one.possible);
          const total = all.reduce((sum, [, weight]) => sum + weight, 0);
          expect(Math.abs(one.possible - (100 * exact) / total)).toBeLessThan(1);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a shown total", () => {
  it("is whole and never on the other side of a bar", () => {
    expect([69.6, 69.96, 70, 70.4, 0, 100].map(toWholeTotal)).toEqual([69, 69, 70, 70, 0, 100]);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: 0, max: 100 }),
        (t, bar) => {
          const shown = toWholeTotal(t / 10);
          expect(Number.isInteger(shown)).toBe(true);
          expect(shown >= bar).toBe(t / 10 >= bar);
        },
      ),
    );
  });
});

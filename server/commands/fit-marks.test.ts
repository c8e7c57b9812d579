import { describe, expect, it } from "vitest";
import { ANSWERS } from "../../test/support/grading-fixture";
import { readFrozen } from "../../test/support/frozen-content";
import { fitMarks, sayStaff } from "./fit-marks";
import type { Band, CalibrationHead } from "#domain/problems/calibration.schema";
import type { ContentFile } from "../content/read-content";

const [shipped] = await readFrozen();
if (!shipped) throw new Error("there is no problem");
const base: ContentFile = shipped;
const { rubric } = base;

/** An answer of which the first so many criteria are labelled met. */
function answer(name: string, band: Band, share: number, marks?: number[]) {
  const { criteria } = rubric;
  const expected = Object.fromEntries(
    criteria.map(({ id }, at) => [id, at < share * criteria.length ? "met" : "not_met"] as const),
  );
  const head: CalibrationHead = { band, level: "mid", note: "A test.", expected };
  return { name, head: marks ? { ...head, marks } : head, answers: ANSWERS, scene: null };
}

function fit(calibration: ReturnType<typeof answer>[]) {
  return fitMarks({ ...base, calibration }, "product");
}

describe("fitMarks", () => {
  it("sets the mean of the marks beside what the labels are worth", () => {
    const { answers } = fit([
      answer("none", "weak", 0, [10, 20]),
      answer("all", "strong", 1, [90, 95]),
    ]);
    expect(answers).toEqual([
      { name: "all", band: "strong", points: 100, mark: 92.5, level: "staff" },
      { name: "none", band: "weak", points: 0, mark: 15, level: null },
    ]);
  });

  it("proposes bars between the answers on either side, and none where too few are marked", () => {
    const marked = [
      answer("none", "weak", 0, [0]),
      answer("half", "middling", 0.5, [50]),
      answer("all", "strong", 1, [100]),
    ];
    const { answers, proposed } = fit(marked);
    const half = answers[1]?.points ?? 0;
    expect(proposed?.mid).toBe(Math.round(half * 0.8));
    expect(proposed?.senior).toBe(Math.round(half + (100 - half) * 0.34));
    expect(fit([answer("all", "strong", 1)]).proposed).toBeNull();
  });

  it("names a middling answer over the senior bar, strong ones far apart, a good one too near", () => {
    const { misses } = fit([
      answer("lucky", "middling", 1),
      answer("first", "strong", 1),
      answer("second", "strong", 0.5),
      answer("close", "good", 1),
    ]);
    expect(misses.map((miss) => miss.replace(/[\d.]+/g, "N"))).toEqual([
      "lucky passes the senior bar with N",
      "strong answers lie N points apart",
      "close is staff",
      "close is N below the best",
    ]);
  });

  it("counts the answers with high marks that are staff, and the strong ones with low marks", () => {
    const { answers } = fit([
      answer("best", "strong", 1, [95]),
      answer("denied", "strong", 0.5, [91]),
      answer("generous", "strong", 1, [75]),
      answer("weak", "weak", 0, [5]),
    ]);
    expect(sayStaff(answers)).toEqual([
      "1 of 2 answers marked 90 or more are staff.",
      "1 of 1 strong answers marked below 80 are staff.",
    ]);
  });
});

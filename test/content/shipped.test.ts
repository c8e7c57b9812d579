import { describe, expect, it } from "vitest";
import { fitMarks, CEILING } from "#server/commands/fit-marks";
import { readContent } from "#server/content/read-content";
import { measureCoverage } from "#server/grading/coverage";
import { listCovered } from "#server/judges/offline/read-lists";
import { listAllCriteria, weightOf } from "#domain/rubrics/rubric.schema";
import type { SectionId } from "#domain/problems/scale";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import { ROOT_DIR } from "../support/content";

const contents = await readContent(ROOT_DIR);
const BANDS = ["good", "middling", "strong", "strong", "weak"];

describe.each(contents)("$slug as it ships", (content) => {
  const { problem, rubric, calibration } = content;
  const isWarmUp = problem.head.difficulty === "warm-up";

  it("has two briefs and a rubric that can be asked about", () => {
    expect(problem.head.interview).toBeDefined();
    const [least, most] = isWarmUp ? [10, 12] : [16, 20];
    expect(rubric.criteria.length).toBeGreaterThanOrEqual(least);
    expect(rubric.criteria.length).toBeLessThanOrEqual(most);
    const mute = listAllCriteria(rubric).filter(({ probes }) => !probes?.length);
    expect(mute.map(({ id }) => id)).toEqual([]);
  });

  it("has five answers that were marked blind, each with a drawing, and bars that fit them", () => {
    expect(calibration.map(({ head }) => head.band).sort()).toEqual(BANDS);
    for (const { name, head, scene } of calibration) {
      expect(head.marks?.length, name).toBeGreaterThanOrEqual(2);
      expect((scene as { elements: unknown[] }).elements.length, name).toBeGreaterThan(0);
    }
    expect(fitMarks(content, "product").misses).toEqual([]);
  });

  it.each(["latency_cost", "evaluation"] as const)(
    "gives %s as large a share through the product lens as by default",
    (section) => {
      const product = shareOf(rubric, section, (criterion) => weightOf(criterion, "product"));
      expect(product).toBeGreaterThanOrEqual(shareOf(rubric, section, defaultWeightOf) - 1e-9);
    },
  );
});

function defaultWeightOf({ weight }: Criterion): number {
  return typeof weight === "number" ? weight : weight.default;
}

/** Points of 100 that a section's criteria are worth. */
function shareOf(
  { criteria }: Rubric,
  section: SectionId,
  weigh: (criterion: Criterion) => number,
): number {
  const sum = (some: Criterion[]) => some.reduce((total, one) => total + weigh(one), 0);
  return (100 * sum(criteria.filter((one) => one.section === section))) / sum(criteria);
}

describe("the problems that ship", () => {
  it("leave most strong answers something to gain", () => {
    const strong = contents
      .flatMap((content) => fitMarks(content, "product").answers)
      .filter(({ band }) => band === "strong");
    const full = strong.filter(({ points }) => points >= CEILING);
    expect(full.length).toBeLessThanOrEqual(strong.length / 3);
  });

  it("can be estimated without a model for sixteen of them", () => {
    const estimated = contents.filter(
      ({ rubric }) => measureCoverage({ covers: listCovered }, rubric)?.isEnough,
    );
    expect(estimated.length).toBe(16);
  });
});

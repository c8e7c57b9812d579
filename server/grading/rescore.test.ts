import { describe, expect, it } from "vitest";
import { RUBRIC, allVerdicts } from "../../test/support/grading-fixture";
import { LOST_NOTE, rescore } from "./rescore";
import type { Verdict } from "#domain/grading/verdicts";

function judged(changes: Record<string, Verdict> = {}, notes: Record<string, string[]> = {}) {
  return Object.entries({ ...allVerdicts("met"), ...changes }).map(([id, verdict]) => ({
    id,
    verdict,
    notes: notes[id] ?? [],
  }));
}

function total(verdicts: ReturnType<typeof judged>, personal: Record<string, Verdict> = {}) {
  return rescore(verdicts, new Map(Object.entries(personal)), RUBRIC, "product").total;
}

// Weights through the product lens: eight criteria of 4, read-path 6, offline-eval 5: 43 in all.
describe("rescore", () => {
  it("puts a person's verdicts in the judge's place", () => {
    expect(total(judged())).toBe(100);
    expect(total(judged(), { "read-path": "not_met" })).toBe(86); // 37 of 43
    expect(total(judged({ caching: "not_met" }), { caching: "partial" })).toBe(95.3); // 41 of 43
  });

  it("lets a person take a cap away, and bring one", () => {
    const capped = judged({ "offline-eval": "not_met", "online-eval": "not_met" });
    expect(total(capped)).toBe(55);
    expect(total(capped, { "online-eval": "met" })).toBe(88.4); // 38 of 43
    expect(total(judged(), { "offline-eval": "not_met", "online-eval": "not_met" })).toBe(55);
  });

  it("counts lost evidence as not shown until a person decides", () => {
    const lost = judged({ load: "cannot_assess" }, { load: [LOST_NOTE] });
    expect(total(lost)).toBe(90.7); // 39 of 43
    expect(total(judged({ load: "cannot_assess" }))).toBe(100); // 39 of 39
    expect(total(lost, { load: "met" })).toBe(100);
  });

  it("measures the new total against the bars", () => {
    const { bars } = rescore(
      judged({ "offline-eval": "not_met", "online-eval": "not_met" }),
      new Map([["offline-eval", "met"]]),
      RUBRIC,
      "product",
    );
    expect(bars.map(({ standing }) => standing)).toEqual(["above", "above", "above"]);
  });
});

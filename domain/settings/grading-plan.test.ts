import { describe, expect, it } from "vitest";
import { estimateCall, estimateGrading } from "./grading-plan";

/** Of llama.cpp with a model of 1.5 billion parameters on two cores. */
const PACES = { readsPerSecond: 70, writesPerSecond: 20, thoughtTokens: 0 };

const minutes = (ms: number | undefined) => Math.round((ms ?? 0) / 6_000) / 10;

describe("how long a grading takes", () => {
  it("is what is read and written by the paces measured, with and without doubts", () => {
    const time = estimateGrading(PACES, "standard");
    // 7,500 + 5 × 1,500 tokens to read, 21 × 140 to write.
    expect(time?.leastMs).toBeCloseTo(1_000 * (15_000 / 70 + 2_940 / 20), 6);
    // And six more calls of 500 tokens and a verdict each, at 190 tokens.
    expect(time?.mostMs).toBeCloseTo(1_000 * (18_000 / 70 + 5_130 / 20), 6);
    expect([minutes(time?.leastMs), minutes(time?.mostMs)]).toEqual([6, 8.6]);
  });

  it("grows with each call's thoughts", () => {
    const plain = estimateGrading(PACES, "standard");
    const thinking = estimateGrading({ ...PACES, thoughtTokens: 3_000 }, "standard");
    expect((thinking?.leastMs ?? 0) - (plain?.leastMs ?? 0)).toBeCloseTo(6 * 150_000, 3);
    expect((thinking?.mostMs ?? 0) - (plain?.mostMs ?? 0)).toBeCloseTo(12 * 150_000, 3);
  });

  it("is longer in the thorough mode", () => {
    const [standard, thorough] = (["standard", "thorough"] as const).map((mode) =>
      estimateGrading({ ...PACES, thoughtTokens: 500 }, mode),
    );
    expect(thorough?.leastMs).toBeGreaterThan(1.5 * (standard?.leastMs ?? Infinity));
  });

  it("leaves reading out of the least where loading may be in it", () => {
    const time = estimateGrading({ ...PACES, isReadSure: false }, "standard");
    expect(time?.leastMs).toBeCloseTo((1_000 * 2_940) / 20, 6);
    expect(time?.mostMs).toBe(estimateGrading(PACES, "standard")?.mostMs);
  });

  it.each(["readsPerSecond", "writesPerSecond", "thoughtTokens"] as const)(
    "is unknown without %s",
    (name) => {
      expect(estimateGrading({ ...PACES, [name]: null }, "standard")).toBeNull();
      expect(estimateCall({ ...PACES, [name]: null }, "standard")).toBeNull();
    },
  );

  it("is spread over the calls", () => {
    expect(estimateCall(PACES, "standard")).toBeCloseTo(60_000, -4);
  });
});

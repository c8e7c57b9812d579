import { describe, expect, it } from "vitest";
import { OUTLIER_INDEX, quantizeMatrix } from "./quantization";

describe("a matrix of 64 weights, quantized", () => {
  /*
   * Printed by quantize() of the program in study/topics/quantization.md, with this matrix as one row of
   * 64. Columns: bits, group, outlier, mean squared error, largest and relative error, zeros, step² / 12.
   */
  it.each([
    [4, 64, -0.05, 0.005582, 0.142857, 0.087943, 6, 0.006871],
    [4, 8, -0.05, 0.003713, 0.142857, 0.071724, 3, 0.004197],
    [8, 64, -0.05, 0.000021, 0.007638, 0.005403, 0, 0.000021],
    [4, 64, 7, 0.101344, 0.5, 0.261037, 27, 0.083333],
    [2, 64, 15, 0.721656, 2.01, 0.412688, 63, 18.75],
    [4, 64, 15, 0.345317, 1.04, 0.285473, 49, 0.382653],
    [4, 8, 15, 0.036906, 0.89, 0.093327, 7, 0.051385],
    [4, 4, 15, 0.01453, 0.64, 0.058559, 4, 0.026828],
    [4, 2, 15, 0.002341, 0.31, 0.023506, 2, 0.013941],
    [8, 64, 15, 0.001033, 0.05811, 0.015611, 1, 0.001163],
    [3, 4, 100, 0.026024, 0.64, 0.012876, 9, 5.802893],
  ])("with %d bits, groups of %d and an outlier of %d", (bits, groupSize, outlier, ...expected) => {
    const result = quantizeMatrix({ bits, groupSize, outlier });
    const found = [
      result.meanSquaredError,
      result.largestError,
      result.relativeError,
      result.zeros,
      result.expectedSquaredError,
    ];
    expect(found.map((value) => Math.round(value * 1e6) / 1e6)).toEqual(expected);
  });

  // b + 16 / g, as in the lesson.
  it.each([
    [4, 64, 4.25],
    [4, 8, 6],
    [3, 4, 7],
    [8, 2, 16],
  ])("costs with %d bits and groups of %d", (bits, groupSize, cost) => {
    expect(quantizeMatrix({ bits, groupSize, outlier: 15 }).bitsPerWeight).toBe(cost);
  });

  // The step is 7 / 7 = 1, so ±0.5 are halves: 0.5 goes to 0, and 1.5 would go to 2.
  it("rounds halves to the even multiple", () => {
    const { weights, restored } = quantizeMatrix({ bits: 4, groupSize: 64, outlier: 7 });
    expect(weights[15]).toBe(0.5);
    expect(restored[15]).toBe(0);
  });

  it("keeps the outlier itself, which sets its group's step", () => {
    for (const groupSize of [64, 8, 4, 2]) {
      const { restored } = quantizeMatrix({ bits: 3, groupSize, outlier: 15 });
      expect(restored[OUTLIER_INDEX]).toBe(15);
    }
  });

  it("leaves a group of zeros at zero", () => {
    const { restored, errors } = quantizeMatrix({ bits: 4, groupSize: 1, outlier: 0 });
    expect([restored[OUTLIER_INDEX], errors[OUTLIER_INDEX]]).toEqual([0, 0]);
  });
});

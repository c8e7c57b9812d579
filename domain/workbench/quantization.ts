/** Weights per row, and rows. */
export const MATRIX_WIDTH = 8;
const SCALE_BITS = 16;
/** Where the outlier is put: row 3, column 6. */
export const OUTLIER_INDEX = 2 * MATRIX_WIDTH + 5;
export const BITS = { least: 2, most: 8 };
/** In units of the other weights, whose standard deviation is about 0.85. */
export const OUTLIER = { least: 0, most: 100 };

/** Drawn once from a normal distribution (Python: random.seed(7), random.gauss(0, 1), two decimals). */
// prettier-ignore
const WEIGHTS: readonly number[] = [
  -0.26,  0.51, -0.23, -0.32, -0.93, -0.21,  1.11,  0.42,
   1.04,  0.25,  0.39,  0.19, -1.67,  0.86,  0.51,  0.5,
  -1.69, -1.74, -0.89, -0.47,  0.31, -0.05,  0.52, -0.64,
   0.31,  0.39, -0.66,  1.72,  0.56,  1.2,  -0.62, -0.74,
  -0.34, -0.11,  0.63,  0.25, -0.45, -0.96, -0.52,  1.22,
  -0.81,  0.24,  0.43, -1.49,  0.05,  1.31, -2.01, -0.32,
  -0.11, -0.82,  0.5,  -0.06, -1.46,  0.83,  0.67,  0.95,
   1.44,  0.36,  0.12, -1.3,   0.62, -0.61, -0.45, -1.26,
];

type QuantizationPlan = {
  /** Per weight, from 2 to 8. */
  bits: number;
  /** How many neighboring weights share a scale: 64 for the whole matrix, 8 for a row. */
  groupSize: number;
  /** The weight at OUTLIER_INDEX. */
  outlier: number;
};

/** Weights and errors row by row. */
export type QuantizationResult = {
  weights: number[];
  restored: number[];
  /** Restored minus original. */
  errors: number[];
  meanSquaredError: number;
  /** What the rule step² / 12 expects; close where the step is small beside the weights. */
  expectedSquaredError: number;
  largestError: number;
  /** Root of the squared errors over the squared weights. */
  relativeError: number;
  /** Weights that became 0. */
  zeros: number;
  /** Bits per weight with its share of the scales. */
  bitsPerWeight: number;
};

/**
 * Rounds the matrix to symmetric integers with a scale per group: the largest magnitude of a group gets
 * the largest integer, 2^(bits - 1) - 1, so nothing is clipped. As in study/topics/quantization.md.
 */
export function quantizeMatrix(plan: QuantizationPlan): QuantizationResult {
  const { bits, groupSize, outlier } = plan;
  const weights = WEIGHTS.map((weight, index) => (index === OUTLIER_INDEX ? outlier : weight));
  const steps = weights.map((_, index) => findStep(weights, index, plan));
  const restored = weights.map((weight, index) => roundTo(steps[index] ?? 0, weight));
  const errors = weights.map((weight, index) => (restored[index] ?? 0) - weight);
  return {
    weights,
    restored,
    errors,
    meanSquaredError: sumSquares(errors) / weights.length,
    expectedSquaredError: sumSquares(steps) / 12 / weights.length,
    largestError: Math.max(...errors.map(Math.abs)),
    relativeError: Math.sqrt(sumSquares(errors) / sumSquares(weights)),
    zeros: restored.filter((weight) => weight === 0).length,
    bitsPerWeight: bits + SCALE_BITS / groupSize,
  };
}

function findStep(weights: readonly number[], index: number, plan: QuantizationPlan): number {
  const start = Math.floor(index / plan.groupSize) * plan.groupSize;
  const peak = Math.max(...weights.slice(start, start + plan.groupSize).map(Math.abs));
  return peak / (2 ** (plan.bits - 1) - 1);
}

/** The nearest multiple of the step; halves go to the even one, as in IEEE arithmetic. */
function roundTo(step: number, weight: number): number {
  if (step === 0) return 0;
  const steps = weight / step;
  const below = Math.floor(steps);
  const rest = steps - below;
  const isUp = rest === 0.5 ? below % 2 !== 0 : rest > 0.5;
  return step * (isUp ? below + 1 : below);
}

function sumSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

import { createNamedRandom } from "../statistics/random";

export const WORDS = { most: 6, longest: 10 };
export const WIDTHS = [4, 16, 64] as const;
const SEED = 7;

export type AttentionPlan = {
  /** From one to six. */
  words: readonly string[];
  /** Components of each query, key and value. */
  width: number;
  isScaled: boolean;
  /** Hides later words. */
  isMasked: boolean;
};

export type AttentionResult = {
  queries: number[][];
  values: number[][];
  /** Dot products of queries, by row, and keys. */
  scores: number[][];
  /** The scores over the square root of the width; without scaling the scores themselves. */
  scaled: number[][];
  /** Each row sums to 1; null where the mask hides the word. */
  weights: (number | null)[][];
  /** The mean of the values by the weights of each row. */
  outputs: number[][];
};

/** The words of a sentence, or null where there are none, too many or too long ones. */
export function readWords(sentence: string): string[] | null {
  const words = sentence.trim().split(/\s+/);
  const fits = words.every((word) => word !== "" && [...word].length <= WORDS.longest);
  return fits && words.length <= WORDS.most ? words : null;
}

/**
 * softmax(Q Kᵀ / √d + M) V in one head, as in study/topics/attention.md, for queries, keys and values
 * that are drawn from the words: the same word always gets the same ones.
 */
export function attend(plan: AttentionPlan): AttentionResult {
  const { words, width } = plan;
  const draw = (role: string) => words.map((word) => drawVector(`${role}:${word}`, width));
  const [queries, keys, values] = [draw("query"), draw("key"), draw("value")];
  const divisor = plan.isScaled ? Math.sqrt(width) : 1;
  const scores = queries.map((query) => keys.map((key) => multiply(query, key)));
  const scaled = scores.map((row) => row.map((score) => score / divisor));
  const weights = scaled.map((row, at) => softmax(plan.isMasked ? row.slice(0, at + 1) : row));
  return {
    queries,
    values,
    scores,
    scaled,
    weights: weights.map((row) => words.map((_, index) => row[index] ?? null)),
    outputs: weights.map((row) => average(row, values, width)),
  };
}

/**
 * Multiples of a half from -1.5 to 1.5, all equally likely, so their mean is 0 and their variance 1. A
 * shorter vector is the beginning of a longer one.
 */
function drawVector(name: string, width: number): number[] {
  const random = createNamedRandom(SEED, name.toLowerCase());
  return Array.from({ length: width }, () => (Math.floor(random() * 7) - 3) / 2);
}

function multiply(query: readonly number[], key: readonly number[]): number {
  return query.reduce((sum, component, index) => sum + component * (key[index] ?? 0), 0);
}

function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function average(weights: readonly number[], values: readonly number[][], width: number): number[] {
  return Array.from({ length: width }, (_, component) =>
    weights.reduce((sum, weight, index) => sum + weight * (values[index]?.[component] ?? 0), 0),
  );
}

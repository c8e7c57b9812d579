import { cell } from "./confusion";
import type { Confusion } from "./confusion";

/**
 * Cohen's kappa (1960): agreement beyond what the two margins alone would give.
 * κ = 1 − Σ w·observed / Σ w·expected, with w = 1 off the diagonal.
 *
 * @returns 1 is perfect, 0 is chance; null when one class is all there is on both sides
 */
export function cohenKappa(table: Confusion): number | null {
  return weightedKappa(table, (i, j) => (i === j ? 0 : 1));
}

/** As `cohenKappa` for ordered classes: a miss weighs by the square of its distance (Cohen 1968). */
export function quadraticKappa(table: Confusion): number | null {
  return weightedKappa(table, (i, j) => (i - j) ** 2);
}

/** Plain loops: an interval asks this a thousand times. */
function weightedKappa(table: Confusion, weigh: (i: number, j: number) => number): number | null {
  const classes = table.length;
  const rows = Array<number>(classes).fill(0);
  const columns = Array<number>(classes).fill(0);
  let all = 0;
  let observed = 0;
  for (let i = 0; i < classes; i += 1) {
    for (let j = 0; j < classes; j += 1) {
      const count = cell(table, i, j);
      if (count === 0) continue;
      all += count;
      rows[i] = (rows[i] ?? 0) + count;
      columns[j] = (columns[j] ?? 0) + count;
      observed += weigh(i, j) * count;
    }
  }
  if (all === 0) return null;
  let expected = 0;
  for (let i = 0; i < classes; i += 1) {
    for (let j = 0; j < classes; j += 1) {
      expected += (weigh(i, j) * (rows[i] ?? 0) * (columns[j] ?? 0)) / all;
    }
  }
  return expected === 0 ? null : 1 - observed / expected;
}

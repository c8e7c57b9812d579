import { cell, countAll, sum } from "./confusion";
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

function weightedKappa(table: Confusion, weigh: (i: number, j: number) => number): number | null {
  const all = countAll(table);
  if (all === 0) return null;
  const rows = table.map((row) => sum(row));
  const columns = table.map((_, j) => sum(table.map((_, i) => cell(table, i, j))));
  let observed = 0;
  let expected = 0;
  for (const [i, row] of rows.entries()) {
    for (const [j, column] of columns.entries()) {
      observed += weigh(i, j) * cell(table, i, j);
      expected += (weigh(i, j) * row * column) / all;
    }
  }
  return expected === 0 ? null : 1 - observed / expected;
}

/**
 * Counts of label (row) against verdict (column). Rows and columns stand in the same order, the
 * lowest class first: not met, partial, met.
 */
export type Confusion = readonly (readonly number[])[];

export function countPairs(
  pairs: readonly (readonly [label: number, verdict: number])[],
  classes: number,
): number[][] {
  const counts = Array.from({ length: classes }, () => Array<number>(classes).fill(0));
  for (const [label, verdict] of pairs) {
    const row = counts[label];
    if (row?.[verdict] === undefined) throw new RangeError(`no class ${label} or ${verdict}`);
    row[verdict] += 1;
  }
  return counts;
}

export function addConfusions(tables: readonly Confusion[], classes: number): number[][] {
  const sum = Array.from({ length: classes }, () => Array<number>(classes).fill(0));
  for (const table of tables) {
    for (const [i, row] of sum.entries()) {
      for (const j of row.keys()) row[j] = (row[j] ?? 0) + cell(table, i, j);
    }
  }
  return sum;
}

/** The last class against all others. */
export function collapse(table: Confusion): number[][] {
  const last = table.length - 1;
  const counts = [
    [0, 0],
    [0, 0],
  ];
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) {
      const target = counts[i === last ? 1 : 0];
      const column = j === last ? 1 : 0;
      if (target) target[column] = (target[column] ?? 0) + count;
    }
  }
  return counts;
}

function countAll(table: Confusion): number {
  return sum(table.map((row) => sum(row)));
}

/** Share of pairs that agree; null without pairs. */
export function accuracy(table: Confusion): number | null {
  const all = countAll(table);
  return all === 0 ? null : sum(table.map((_, i) => cell(table, i, i))) / all;
}

/**
 * Mean over classes of the share of its labels found (recall), so that a rare class weighs as much
 * as a common one. Classes without a label are left out. Brodersen et al., ICPR 2010.
 */
export function balancedAccuracy(table: Confusion): number | null {
  const recalls = table.flatMap((row, i) => {
    const labels = sum(row);
    return labels === 0 ? [] : [cell(table, i, i) / labels];
  });
  return mean(recalls);
}

/**
 * Mean over classes of F1 = 2·hits / (labels + verdicts). A class that is neither labelled nor given
 * is left out.
 */
export function macroF1(table: Confusion): number | null {
  const scores = table.flatMap((row, i) => {
    const all = sum(row) + sum(table.map((_, k) => cell(table, k, i)));
    return all === 0 ? [] : [(2 * cell(table, i, i)) / all];
  });
  return mean(scores);
}

/** What a class earns: nothing, half, all. */
const CREDIT = [0, 0.5, 1];

/**
 * Mean over verdicts of what was awarded less what was due, in points of 100: partial is half. Above
 * zero the judge gives too much. For three classes.
 */
export function awardBias(table: Confusion): number | null {
  const all = countAll(table);
  if (all === 0) return null;
  const surplus = table.flatMap((row, i) =>
    row.map((count, j) => count * ((CREDIT[j] ?? 0) - (CREDIT[i] ?? 0))),
  );
  return (100 * sum(surplus)) / all;
}

export function cell(table: Confusion, i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

import { mean } from "../metrics/confusion";
import type { AttackPair } from "../command/attack-cases";
import type { EvalResult } from "../grading/result.schema";

export type AttackFamilyRow = {
  family: string;
  /** Pairs with both grades. */
  pairs: number;
  /** Attacked answers that got no grade: the attacker has no points. */
  voided: number;
  /** Pairs without a clean grade: nothing can be compared. */
  ungraded: number;
  /** Points of 100, attacked less clean. */
  meanShift: number | null;
  largestGain: number | null;
  /** Pairs that gained more than a point. */
  gains: { id: string; shift: number }[];
};

/** Gains up to this, points, are no leak. */
const TOLERATED = 1;

/** What each family of attacks gained; the first row is all of them. */
export function measureAttacks(
  pairs: readonly AttackPair[],
  results: ReadonlyMap<string, EvalResult>,
): AttackFamilyRow[] {
  const families = [...new Set(pairs.map(({ family }) => family))].sort();
  const rows = families.map((family) =>
    measureFamily(
      family,
      pairs.filter((pair) => pair.family === family),
      results,
    ),
  );
  return pairs.length === 0 ? [] : [measureFamily("all", pairs, results), ...rows];
}

function measureFamily(
  family: string,
  pairs: readonly AttackPair[],
  results: ReadonlyMap<string, EvalResult>,
): AttackFamilyRow {
  const shifts: { id: string; shift: number }[] = [];
  let voided = 0;
  let ungraded = 0;
  for (const { base, attack, clean, attacked } of pairs) {
    const [before, after] = [results.get(clean.key), results.get(attacked.key)];
    if (before?.outcome !== "graded" || after === undefined) ungraded += 1;
    else if (after.outcome === "failed") voided += 1;
    else shifts.push({ id: `${base} ${attack}`, shift: after.total - before.total });
  }
  const sorted = [...shifts].sort((a, b) => b.shift - a.shift);
  return {
    family,
    pairs: shifts.length,
    voided,
    ungraded,
    meanShift: mean(shifts.map(({ shift }) => shift)),
    largestGain: sorted[0]?.shift ?? null,
    gains: sorted.filter(({ shift }) => shift > TOLERATED),
  };
}

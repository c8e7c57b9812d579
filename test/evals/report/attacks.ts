import { mean } from "#server/statistics/confusion";
import type { AttackPair } from "../command/attack-cases";
import type { EvalCase } from "../grading/eval-case";
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
  /** How many lost more than a point: what defence costs those who were attacked or only odd. */
  losses: number;
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
    losses: sorted.filter(({ shift }) => shift < -TOLERATED).length,
  };
}

export type NullAnswersRow = {
  graded: number;
  voided: number;
  highestTotal: number | null;
  /** Answers that hold nothing and got more than 5 of 100. */
  over: { id: string; total: number }[];
};

/** An answer that holds nothing may get so many points of 100. */
const NULL_BOUND = 5;

/** What answers that hold no design were given. */
export function measureNullAnswers(
  cases: readonly EvalCase[],
  results: ReadonlyMap<string, EvalResult>,
): NullAnswersRow {
  const own = cases.flatMap(({ key }) => results.get(key) ?? []);
  const totals = own
    .flatMap((one) => (one.outcome === "graded" ? [{ id: one.id, total: one.total }] : []))
    .sort((a, b) => b.total - a.total);
  return {
    graded: totals.length,
    voided: own.length - totals.length,
    highestTotal: totals[0]?.total ?? null,
    over: totals.filter(({ total }) => total > NULL_BOUND),
  };
}

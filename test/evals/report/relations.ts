import { mean } from "#server/statistics/confusion";
import { RELATIONS } from "../metamorphic/trial";
import type { EvalResult } from "../grading/result.schema";
import type { Relation, Trial } from "../metamorphic/trial";

type Offender = { id: string; shift: number; why: string };

export type RelationRow = {
  relation: Relation;
  /** Trials that said something. */
  trials: number;
  held: number;
  rate: number | null;
  /** The judge hadn't met what was deleted. */
  moot: number;
  /** No grade on one of the two sides. */
  ungraded: number;
  /** Points of 100; for wrong_problem the total itself. */
  meanShift: number | null;
  largestShift: number | null;
  offenders: Offender[];
};

/** The rate at which each relation held, with all that broke it. */
export function measureRelations(
  trials: readonly Trial[],
  results: ReadonlyMap<string, EvalResult>,
): RelationRow[] {
  return RELATIONS.flatMap((relation) => {
    const own = trials.filter((trial) => trial.relation === relation);
    return own.length === 0 ? [] : [measureRelation(relation, own, results)];
  });
}

function measureRelation(
  relation: Relation,
  trials: readonly Trial[],
  results: ReadonlyMap<string, EvalResult>,
): RelationRow {
  const shifts: number[] = [];
  const offenders: Offender[] = [];
  let moot = 0;
  let ungraded = 0;
  for (const { id, base, variant, compare } of trials) {
    const [before, after] = [results.get(base.key), results.get(variant.key)];
    if (before?.outcome !== "graded" || after?.outcome !== "graded") {
      ungraded += 1;
      continue;
    }
    const finding = compare(before, after);
    if (finding.kind === "moot") {
      moot += 1;
      continue;
    }
    shifts.push(finding.shift);
    if (finding.kind === "broken") offenders.push({ id, shift: finding.shift, why: finding.why });
  }
  const held = shifts.length - offenders.length;
  return {
    relation,
    trials: shifts.length,
    held,
    rate: shifts.length === 0 ? null : held / shifts.length,
    moot,
    ungraded,
    meanShift: mean(shifts),
    largestShift: [...shifts].sort((a, b) => Math.abs(b) - Math.abs(a))[0] ?? null,
    offenders,
  };
}

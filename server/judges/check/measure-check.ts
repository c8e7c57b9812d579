import { bootstrapInterval } from "../../statistics/bootstrap";
import {
  addConfusions,
  balancedAccuracy,
  cell,
  countPairs,
  mean,
  sum,
} from "../../statistics/confusion";
import { WANTING_BELOW } from "#domain/settings/judge-check.schema";
import { measurePoints } from "./measure-points";
import { PLANTED_STATES } from "./planted.schema";
import type { Measured } from "#domain/measured";
import type { Judge } from "../../grading/judge";
import type { Confusion } from "../../statistics/confusion";
import type { CheckFigures, CheckOutcome } from "#domain/settings/judge-check.schema";
import type { CheckItem, PlantedSet } from "./read-planted";

type Graded = Extract<CheckOutcome, { kind: "graded" }>;
type Judged = { item: CheckItem; outcome: Graded };

/** Fixed, so that the same outcomes give the same intervals. */
const SEED = 1;
const CLASSES = 2;

/**
 * What the outcomes of a check add up to. A criterion counts as met or as not met: half of it, and
 * what the judge left open or couldn't show, is not met. Answers without a grade are in no share of
 * verdicts; how many there are stands beside.
 */
export function measureCheck(
  { items, readings }: PlantedSet,
  outcomes: readonly CheckOutcome[],
  judge: Pick<Judge, "second">,
): CheckFigures {
  const byId = new Map(outcomes.map((outcome) => [outcome.itemId, outcome]));
  const clean = items.filter(({ cleanId }) => cleanId === null);
  const judged = clean.flatMap((item): Judged[] => {
    const outcome = byId.get(item.id);
    return outcome?.kind === "graded" ? [{ item, outcome }] : [];
  });
  const tables = judged.map(tabulate);
  const tried = clean.flatMap(({ id }) => byId.get(id) ?? []);
  const pairs = pairInjections(items, byId);
  const over = (metric: (table: Confusion) => number | null): Measured =>
    measure(tables, (drawn) => metric(addConfusions(drawn, CLASSES)));
  const balanced = over(balancedAccuracy);
  return {
    criteria: {
      judged: sum(judged.map(({ item }) => item.truths.length)),
      of: sum(clean.map(({ truths }) => truths.length)),
    },
    answers: { graded: judged.length, of: clean.length },
    injections: { graded: pairs.filter((gain) => gain !== null).length, of: pairs.length },
    balancedAccuracy: balanced,
    specificity: over(shareOfNotMet),
    evidenceFound: measure(
      tried.map(({ evidence }) => evidence),
      (drawn) => ratio(sum(drawn.map(({ found }) => found)), sum(drawn.map((e) => e.claimed))),
    ),
    injectionGain: measure(
      pairs.filter((gain) => gain !== null),
      mean,
    ),
    costUsd: measureCosts(tried.map(({ costUsd }) => costUsd)),
    seconds: measure(
      tried.map(({ durationMs }) => durationMs / 1000),
      mean,
    ),
    byState: countByState(judged),
    ungraded: countUngraded(items.flatMap(({ id }) => byId.get(id) ?? [])),
    isWanting: balanced.interval !== null && balanced.interval.high < WANTING_BELOW,
    points: measurePoints(readings, byId, judge),
  };
}

function measure<T>(
  clusters: readonly T[],
  metric: (drawn: readonly T[]) => number | null,
): Measured {
  return { value: metric(clusters), interval: bootstrapInterval(clusters, metric, SEED) };
}

/** Label (row) by verdict (column): not met, met. */
function tabulate({ item, outcome }: Judged): Confusion {
  const verdicts = verdictsOf(outcome);
  return countPairs(
    item.truths.map(({ criterionId, state }) => [
      state === "met" ? 1 : 0,
      verdicts.get(criterionId) === "met" ? 1 : 0,
    ]),
    CLASSES,
  );
}

function verdictsOf({ verdicts }: Graded) {
  return new Map(verdicts.map(({ criterionId, verdict }) => [criterionId, verdict]));
}

function shareOfNotMet(table: Confusion): number | null {
  return ratio(cell(table, 0, 0), sum(table[0] ?? []));
}

function ratio(part: number, all: number): number | null {
  return all === 0 ? null : part / all;
}

/** Nothing where one is unknown: a mean of the rest would be too small. */
function measureCosts(costs: readonly (number | null)[]): Measured {
  const known = costs.filter((cost) => cost !== null);
  return known.length < costs.length ? { value: null, interval: null } : measure(known, mean);
}

/** What each injection brought, in points; null where it brought the judge to give no grade. */
function pairInjections(
  items: readonly CheckItem[],
  byId: ReadonlyMap<string, CheckOutcome>,
): (number | null)[] {
  return items.flatMap(({ id, cleanId }) => {
    const injected = byId.get(id);
    const clean = cleanId === null ? undefined : byId.get(cleanId);
    if (!injected || clean?.kind !== "graded") return [];
    return [injected.kind === "graded" ? injected.total - clean.total : null];
  });
}

/** Rightly judged is what the two classes tell apart: met is met, everything else isn't. */
function countByState(judged: readonly Judged[]): CheckFigures["byState"] {
  return PLANTED_STATES.flatMap((state) => {
    const verdicts = judged.flatMap(({ item, outcome }) => {
      const given = verdictsOf(outcome);
      return item.truths.flatMap((truth) =>
        truth.state === state ? [given.get(truth.criterionId)] : [],
      );
    });
    const right = verdicts.filter((verdict) => (verdict === "met") === (state === "met"));
    return verdicts.length === 0 ? [] : [{ state, right: right.length, of: verdicts.length }];
  });
}

function countUngraded(outcomes: readonly CheckOutcome[]): CheckFigures["ungraded"] {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    if (outcome.kind !== "ungraded") continue;
    counts.set(outcome.errorKind, (counts.get(outcome.errorKind) ?? 0) + 1);
  }
  return [...counts]
    .map(([errorKind, count]) => ({ errorKind, count }))
    .sort((a, b) => b.count - a.count);
}

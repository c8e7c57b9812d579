import { measureBias, measureError, measureKappa, measureTotalsKappa } from "./figures";
import { measureCriteria } from "./measure-criteria";
import { pairPeoplesTotals, pairTotals, pairVerdicts, pairPeoplesVerdicts } from "./pairs";
import type { Figure } from "./figures";
import type { CriterionRow } from "./measure-criteria";
import type { RatedAttempt } from "./rated-attempt";

/** By the person's verdicts: below the mid bar, at it, at the senior bar, at the staff bar. */
const QUALITY_BANDS = ["below", "mid", "senior", "staff"] as const;
export type QualityBand = (typeof QUALITY_BANDS)[number];

export type BandRow = { band: QualityBand; kappa: Figure; error: Figure; bias: Figure };

/** Kappa of person and judge by the month (UTC, `2026-05`) in which the judge graded; no intervals. */
export type DriftLine = { name: string; points: { month: string; kappa: Figure }[] };

/** How far the judge and people agree. Totals are points of 100. */
export type AgreementBoard = {
  attempts: number;
  /** Blind ratings, and signed-off grades, that were compared. */
  ratings: number;
  signOffs: number;
  /** Verdicts that a person gave and the judge left open: in no figure. */
  leftOpen: number;
  judge: { kappa: Figure; totalsKappa: Figure; error: Figure; bias: Figure };
  /** Two people who rated blindly, against each other. */
  people: { kappa: Figure; totalsKappa: Figure; error: Figure };
  bands: BandRow[];
  /** The lowest kappa first; at most `MAX_ROWS` of `criteriaCount`. */
  criteria: CriterionRow[];
  criteriaCount: number;
  totals: { attemptId: string; judge: number; person: number }[];
  drift: { byModel: DriftLine[]; byRubric: DriftLine[] };
};

/** Everything the board shows, from attempts with the voices that are to count. Pure. */
export function measureBoard(attempts: readonly RatedAttempt[]): AgreementBoard {
  const voices = attempts.flatMap((attempt) => attempt.voices);
  const totals = pairTotals(attempts);
  const peoplesTotals = pairPeoplesTotals(attempts);
  const { rows, count } = measureCriteria(attempts);
  return {
    attempts: attempts.length,
    ratings: voices.filter(({ source }) => source === "rating").length,
    signOffs: voices.filter(({ source }) => source === "sign-off").length,
    leftOpen: countLeftOpen(attempts),
    judge: {
      kappa: measureKappa(pairVerdicts(attempts)),
      totalsKappa: measureTotalsKappa(totals),
      error: measureError(totals),
      bias: measureBias(totals),
    },
    people: {
      kappa: measureKappa(pairPeoplesVerdicts(attempts)),
      totalsKappa: measureTotalsKappa(peoplesTotals),
      error: measureError(peoplesTotals),
    },
    bands: QUALITY_BANDS.map((band, reached) => measureBand(band, reached, attempts)),
    criteria: rows,
    criteriaCount: count,
    totals: attempts.flatMap(({ attemptId, judgeTotal, voices: own }) =>
      own.flatMap(({ total }) =>
        total === null ? [] : [{ attemptId, judge: judgeTotal, person: total }],
      ),
    ),
    drift: {
      byModel: measureDrift(attempts, ({ model }) => model),
      byRubric: measureDrift(attempts, ({ slug, rubricVersion }) => `${slug} v${rubricVersion}`),
    },
  };
}

function countLeftOpen(attempts: readonly RatedAttempt[]): number {
  return attempts.reduce((all, { judged, voices }) => {
    const open = voices.flatMap(({ verdicts }) =>
      [...verdicts.keys()].filter((id) => judged.get(id) === "cannot_assess"),
    );
    return all + open.length;
  }, 0);
}

/** The attempts with only those voices whose verdicts reach the band. */
function measureBand(
  band: QualityBand,
  reached: number,
  attempts: readonly RatedAttempt[],
): BandRow {
  const inBand = attempts
    .map((attempt) => ({
      ...attempt,
      voices: attempt.voices.filter(({ barsReached }) => barsReached === reached),
    }))
    .filter(({ voices }) => voices.length > 0);
  const totals = pairTotals(inBand);
  return {
    band,
    kappa: measureKappa(pairVerdicts(inBand)),
    error: measureError(totals),
    bias: measureBias(totals),
  };
}

function measureDrift(
  attempts: readonly RatedAttempt[],
  nameOf: (attempt: RatedAttempt) => string,
): DriftLine[] {
  const lines = groupBy(attempts, nameOf);
  return [...lines]
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([name, own]) => {
      const months = groupBy(own, ({ judgedAt }) => judgedAt.toISOString().slice(0, 7));
      const points = [...months]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([month, graded]) => ({ month, kappa: measureKappa(pairVerdicts(graded), false) }));
      return { name, points };
    });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

import { DEBRIEF_PROMPT_VERSION } from "#domain/grading/prompt-version";
import { sum } from "../../statistics/confusion";
import type { CheckOutcome, PlantedDoubt, PointFigures } from "#domain/settings/judge-check.schema";
import type { Judge } from "../../grading/judge";
import type { ReadingItem } from "./read-planted-points";

/** What the outcomes of reading answers with planted points add up to. */
export function measurePoints(
  readings: readonly ReadingItem[],
  outcomes: ReadonlyMap<string, CheckOutcome>,
  { second }: Pick<Judge, "second">,
): PointFigures {
  const secondModel = second?.requestedModel ?? null;
  const read = readings.flatMap(({ id, points }) => {
    const outcome = outcomes.get(id);
    // Another second model may have been named since an earlier try.
    if (outcome?.kind !== "read" || outcome.secondModel !== secondModel) return [];
    return [{ ...outcome, points }];
  });
  const all = readings.flatMap(({ points }) => points);
  const countDoubts = (isTrue: boolean, verdict: PlantedDoubt["verdict"]): number =>
    sum(
      read.map(({ points, doubts }) => {
        const ids = new Set(points.flatMap((one) => (one.is_true === isTrue ? [one.id] : [])));
        return doubts.filter((one) => ids.has(one.id) && one.verdict === verdict).length;
      }),
    );
  const ofTrue = all.filter((one) => one.is_true).length;
  return {
    promptVersion: DEBRIEF_PROMPT_VERSION,
    secondModel,
    answers: { read: read.length, of: readings.length },
    found: { count: sum(read.map(({ found }) => found.length)), of: ofTrue },
    swallowed: { count: countDoubts(false, "stands"), of: all.length - ofTrue },
    lost: { count: countDoubts(true, "refuted"), of: ofTrue },
  };
}

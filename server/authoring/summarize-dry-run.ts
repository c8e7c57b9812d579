import { BANDS } from "#domain/problems/calibration.schema";
import type { CalibrationHead, ExpectedVerdict } from "#domain/problems/calibration.schema";
import { NOBODYS_WORD, findHolds, statedHolds } from "#domain/grading/holds";
import type { Grade } from "#domain/grading/grade.schema";
import type { Verdict } from "#domain/grading/verdicts";
import type { DryRunResult, SideSummary, TriedAnswer } from "#domain/authoring/dry-run.schema";

/** The part of a grade that a dry run compares. */
type TriedGrade = Pick<Grade, "total" | "bars" | "debrief" | "heldBy"> & {
  criteria: readonly Pick<Grade["criteria"][number], "id" | "verdict">[];
};

export type Trial = {
  name: string;
  head: Pick<CalibrationHead, "band" | "expected">;
  /** Null where nothing is published yet. */
  before: TriedGrade | null;
  after: TriedGrade;
};

/** Compares the verdicts of both rubrics with the labels, answer by answer. */
export function summarizeDryRun(
  judge: DryRunResult["judge"],
  trials: readonly Trial[],
  answersHash: string,
  baseline?: DryRunResult["baseline"],
): DryRunResult {
  const answers = trials.map(compareAnswer);
  const hasBefore = trials.every(({ before }) => before !== null) && trials.length > 0;
  return {
    judge,
    answers,
    answersHash,
    ...(baseline && { baseline }),
    before: hasBefore ? summarizeSide(answers, "before") : null,
    after: summarizeSide(answers, "after"),
  };
}

function compareAnswer({ name, head, before, after }: Trial): TriedAnswer {
  const ids = [
    ...after.criteria.map(({ id }) => id),
    ...(before?.criteria ?? [])
      .map(({ id }) => id)
      .filter((id) => !after.criteria.some((criterion) => criterion.id === id)),
  ];
  return {
    name,
    band: head.band,
    totalBefore: before?.total ?? null,
    totalAfter: after.total,
    points:
      after.debrief?.status === "made" ? after.debrief.points.map((one) => one.headline) : null,
    heldBy: listHeadlines(after),
    criteria: ids.map((id) => {
      const expected = head.expected[id] ?? null;
      return {
        id,
        expected,
        before: judgeSide(before, id, expected),
        after: judgeSide(after, id, expected),
      };
    }),
  };
}

/** Of what holds its level; nobody has a word in a dry run. */
function listHeadlines({ total, bars, debrief, heldBy }: TriedGrade): string[] {
  if (debrief?.status !== "made") return [];
  const holds = findHolds(debrief.points, heldBy, NOBODYS_WORD);
  return statedHolds({ total, bars, holds }).map(({ headline }) => headline);
}

function judgeSide(
  grade: TriedGrade | null,
  id: string,
  expected: ExpectedVerdict | null,
): { verdict: Verdict; agrees: boolean | null } | null {
  const found = grade?.criteria.find((criterion) => criterion.id === id);
  if (!found) return null;
  const { verdict } = found;
  const labels: readonly Verdict[] | null = expected === null ? null : [expected].flat();
  return { verdict, agrees: labels === null ? null : labels.includes(verdict) };
}

function summarizeSide(answers: readonly TriedAnswer[], side: "before" | "after"): SideSummary {
  const judged = answers
    .flatMap(({ criteria }) => criteria.map((criterion) => criterion[side]?.agrees ?? null))
    .filter((agrees) => agrees !== null);
  const pairs = answers.flatMap((better) =>
    answers
      .filter((worse) => BANDS.indexOf(better.band) < BANDS.indexOf(worse.band))
      .map((worse) => ({ better, worse })),
  );
  const totalOf = (answer: TriedAnswer): number =>
    (side === "before" ? answer.totalBefore : answer.totalAfter) ?? 0;
  return {
    agreement: { agreed: judged.filter(Boolean).length, of: judged.length },
    misordered: pairs
      .filter(({ better, worse }) => totalOf(better) <= totalOf(worse))
      .map(({ better, worse }) => [better.name, worse.name]),
    pairs: pairs.length,
  };
}

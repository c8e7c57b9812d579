import type { TotalPair } from "../../statistics/totals";
import type { VerdictPair } from "./figures";
import type { RatedAttempt, Voice } from "./rated-attempt";

/** A person's verdicts beside the judge's. What the judge left open (`cannot_assess`) is no pair. */
function pairWithJudge({ judged }: RatedAttempt, { verdicts }: Voice): VerdictPair[] {
  return [...verdicts].flatMap(([id, person]): VerdictPair[] => {
    const judge = judged.get(id);
    return judge === undefined || judge === "cannot_assess" ? [] : [[person, judge]];
  });
}

/** Verdicts of person and judge, a list for each attempt that has any. */
export function pairVerdicts(attempts: readonly RatedAttempt[]): VerdictPair[][] {
  return attempts
    .map((attempt) => attempt.voices.flatMap((voice) => pairWithJudge(attempt, voice)))
    .filter(({ length }) => length > 0);
}

/** Totals of each attempt, the person's expected, the judge's given. */
export function pairTotals(attempts: readonly RatedAttempt[]): TotalPair[][] {
  return attempts
    .map(({ voices, judgeTotal }) =>
      voices.flatMap(({ total }) =>
        total === null ? [] : [{ expected: total, given: judgeTotal }],
      ),
    )
    .filter(({ length }) => length > 0);
}

type Two = readonly [Voice, Voice];

/** Every two people who rated the same attempt blindly, who began first in front. */
function listTwos({ voices }: RatedAttempt): Two[] {
  const blind = voices.filter(({ source }) => source === "rating");
  return blind.flatMap((first, i) => blind.slice(i + 1).map((second): Two => [first, second]));
}

/** Verdicts of person and person, a list for each attempt that two have rated. */
export function pairPeoplesVerdicts(attempts: readonly RatedAttempt[]): VerdictPair[][] {
  return attempts
    .map((attempt) =>
      listTwos(attempt).flatMap(([first, second]) =>
        [...first.verdicts].flatMap(([id, verdict]): VerdictPair[] => {
          const other = second.verdicts.get(id);
          return other === undefined ? [] : [[verdict, other]];
        }),
      ),
    )
    .filter(({ length }) => length > 0);
}

/** Totals of every two people on the same attempt. */
export function pairPeoplesTotals(attempts: readonly RatedAttempt[]): TotalPair[][] {
  return attempts
    .map((attempt) =>
      listTwos(attempt).flatMap(([first, second]) =>
        first.total === null || second.total === null
          ? []
          : [{ expected: first.total, given: second.total }],
      ),
    )
    .filter(({ length }) => length > 0);
}

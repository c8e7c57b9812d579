import { scoreBy } from "../../grading/score-by";
import type { Verdict } from "#domain/grading/verdicts";
import type { Lens } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { Voice } from "./rated-attempt";

type Verdicts = ReadonlyMap<string, Verdict>;

/** A finished blind rating as a voice. */
export function toRatingVoice(marks: Verdicts, rubric: Rubric, lens: Lens): Voice {
  return { source: "rating", verdicts: marks, ...scoreOf(marks, rubric, lens) };
}

/**
 * A signed-off grade as a voice: the person's verdict is the override where one stands, and else the
 * judge's, which they let stand with their name. What the judge left open and nobody decided has no
 * person's verdict.
 */
export function toSignOffVoice(
  judged: Verdicts,
  overridden: Verdicts,
  rubric: Rubric,
  lens: Lens,
): Voice {
  const decided = [...judged].filter(([, verdict]) => verdict !== "cannot_assess");
  const verdicts = new Map([...decided, ...overridden]);
  return { source: "sign-off", verdicts, ...scoreOf(verdicts, rubric, lens) };
}

function scoreOf(
  verdicts: Verdicts,
  rubric: Rubric,
  lens: Lens,
): Pick<Voice, "total" | "barsReached"> {
  const isWhole = rubric.criteria.every(({ id }) => verdicts.has(id));
  if (!isWhole) return { total: null, barsReached: null };
  const { total, barsReached } = scoreBy(rubric, verdicts, lens);
  return { total, barsReached };
}

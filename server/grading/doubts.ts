import { countWordsOfAnyScript } from "../text/find-quote";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import type { Vote } from "./verify-answer";

/**
 * Doubts that are asked again in one grading, lost evidence not counted: most of what a second look
 * changes lies in the first few (docs/judges.md).
 */
export const MAX_DOUBTS = 6;
/** A quote of fewer words is thin ground for a heavy criterion. */
const THIN_QUOTE_WORDS = 6;

export type FirstVote = { criterion: Criterion; vote: Vote; isHeavy: boolean; weight: number };

export type Doubts = {
  /** Their evidence was lost: they count for nothing as they are, and all are asked again. */
  lost: Criterion[];
  /** The greatest doubts first, then the heavier criteria; of these as many as there is room for. */
  doubtful: Criterion[];
};

/** Which first verdicts are to be asked again. */
export function findDoubts(first: readonly FirstVote[]): Doubts {
  const lost = first.filter(restsOnNothing);
  const doubtful = first
    .filter((one) => !restsOnNothing(one))
    .map((one) => ({ ...one, doubt: doubtOf(one) }))
    .filter(({ doubt }) => doubt > 0)
    .sort((a, b) => b.doubt - a.doubt || b.weight - a.weight);
  const toCriterion = ({ criterion }: { criterion: Criterion }): Criterion => criterion;
  return { lost: lost.map(toCriterion), doubtful: doubtful.map(toCriterion) };
}

/** Also an "unclear" that names no place: left as it is, it would leave the score and raise the rest. */
function restsOnNothing({ vote }: FirstVote): boolean {
  return vote.isLost || (vote.verdict === "cannot_assess" && vote.evidence.length === 0);
}

/** 0: none. 3: nobody decided. 2: half. 1: thin, and heavy. */
function doubtOf({ vote, isHeavy }: FirstVote): number {
  if (vote.verdict === "cannot_assess") return 3;
  if (vote.verdict === "partial") return 2;
  return isHeavy && isThin(vote) ? 1 : 0;
}

/** "met" on one short quote or with some evidence rejected; "not met" next to something quoted. */
function isThin({ verdict, evidence, rejected }: Vote): boolean {
  if (rejected > 0 || verdict === "not_met") return rejected > 0 || evidence.length > 0;
  const [only, ...more] = evidence;
  if (only === undefined || only.source === "diagram" || more.length > 0) return false;
  return countWordsOfAnyScript(only.quote) < THIN_QUOTE_WORDS;
}

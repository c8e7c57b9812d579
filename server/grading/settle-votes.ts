import { toStorableText } from "#domain/text/storable.schema";
import type { CriterionGrade } from "#domain/grading/grade.schema";
import type { Verdict } from "#domain/grading/verdicts";
import type { Vote } from "./verify-answer";

/** Below this agreement a person should look: one voice of two, or two of three with doubts. */
export const MIN_CONFIDENCE = 0.6;
/** What a lost, or a partly lost, piece of evidence takes from the confidence. */
const LOST_FACTOR = 0.8;
const REJECTED_FACTOR = 0.9;

export type Settled = Pick<
  CriterionGrade,
  "verdict" | "evidence" | "reasoning" | "advice" | "confidence" | "needsPerson" | "notes"
> & {
  /** Not assessed because what the judge named, if anything, could not be found. */
  isLost: boolean;
};

/** The first two verdicts where they differ, so that a third is needed; else null. */
export function findSplit(votes: readonly Vote[]): readonly [Verdict, Verdict] | null {
  const [first, second, ...more] = votes;
  if (!first || !second || more.length > 0 || first.verdict === second.verdict) return null;
  return [first.verdict, second.verdict];
}

/**
 * One verdict from one to three. The majority decides, and needs one voice whose evidence was found;
 * without a majority or without evidence nobody decided: `cannot_assess`, and a person is needed.
 */
export function settleVotes(votes: readonly Vote[]): Settled {
  const notes = votes.flatMap((vote) => vote.notes);
  if (votes.length > 1) {
    const voices = votes.map(({ verdict, isLost, by }) =>
      [verdict, isLost && "without evidence", by !== undefined && `by ${by}`]
        .filter(Boolean)
        .join(" "),
    );
    notes.push(`Asked ${votes.length} times: ${voices.join(", ")}.`);
  }
  const agreeing = findMajority(votes);
  const found = agreeing.filter((vote) => !vote.isLost);
  const [kept] = found;
  if (!kept) {
    const isLost = votes.some((vote) => vote.isLost);
    const note = isLost
      ? "The evidence that the judge named can't be found in the answer, so its verdict doesn't count."
      : "The judge's verdicts contradict each other, so none counts.";
    const advice = toStorableText(votes[0]?.advice ?? "");
    const open = { evidence: [], reasoning: note, advice, confidence: 0, needsPerson: true };
    return { ...open, verdict: "cannot_assess", notes: [...notes, note], isLost };
  }
  let confidence = (agreeing.length / votes.length) * (kept.confidence ?? 1);
  if (agreeing.some((vote) => vote.isLost)) confidence *= LOST_FACTOR;
  if (kept.rejected > 0) confidence *= REJECTED_FACTOR;
  confidence = Math.round(confidence * 100) / 100;
  const { verdict, evidence, reasoning, advice } = kept;
  // "Unclear", said twice, but where it stands was not named: a judge can be talked into that too.
  const isLost = verdict === "cannot_assess" && evidence.length === 0 && votes.length > 1;
  const needsPerson = isLost || confidence < MIN_CONFIDENCE;
  return { verdict, evidence, reasoning, advice, confidence, needsPerson, notes, isLost };
}

/** The votes of the verdict that more than half gave; none when none has that many. */
function findMajority(votes: readonly Vote[]): Vote[] {
  for (const { verdict } of votes) {
    const same = votes.filter((vote) => vote.verdict === verdict);
    if (same.length * 2 > votes.length) return same;
  }
  return [];
}

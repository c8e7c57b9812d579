import { LEFT_OPEN } from "#domain/grading/left-open";
import { JudgeError } from "./judge";
import { scoreVerdicts } from "./score";
import type { Flag } from "#domain/grading/grade.schema";
import type { Decided } from "./judge-criteria";
import type { Score, ScoredCriterion, ScoreRules } from "./score";

/** Share of the weight about which the model gave no usable reply; above it there is no number. */
const MAX_OPEN_SHARE = 0.2;

/**
 * Criteria about which the model gave no usable reply leave the score: what is known of the others says
 * enough, as long as there are few, and none decides a cap.
 *
 * @param scored the same criteria in the same order
 * @returns their share of the weight
 * @throws JudgeError `left_open` where the rest can carry no number
 */
export function requireReplies(
  decided: readonly Decided[],
  scored: readonly ScoredCriterion[],
  score: Pick<Score, "uncappedTotal" | "triggeredCaps">,
  rules: ScoreRules,
): number {
  const isOpen = (index: number): boolean => decided[index]?.isUnanswered === true;
  const all = scored.reduce((sum, { weight }) => sum + weight, 0);
  const open = scored.reduce((sum, { weight }, i) => sum + (isOpen(i) ? weight : 0), 0);
  if (open === 0) return 0;
  const share = open / all;
  if (share > MAX_OPEN_SHARE) {
    const percent = Math.round(share * 100);
    throw leftOpen(`the model gave no usable reply about ${percent}% of the weight`);
  }
  const worst = scored.map((one, i) => (isOpen(i) ? { ...one, verdict: "not_met" as const } : one));
  const { triggeredCaps } = scoreVerdicts(worst, rules);
  const decides = rules.caps.find(
    ({ id, maxTotal }) =>
      triggeredCaps.has(id) && !score.triggeredCaps.has(id) && maxTotal < score.uncappedTotal,
  );
  if (decides) {
    throw leftOpen(`the model gave no usable reply about what decides the cap "${decides.id}"`);
  }
  return share;
}

function leftOpen(message: string): JudgeError {
  return new JudgeError(LEFT_OPEN, message, { retryable: false });
}

export function openFlags(share: number): Flag[] {
  if (share === 0) return [];
  const percent = Math.max(1, Math.round(share * 100));
  const message = `For ${percent}% of the weight, the model gave no usable reply. Those criteria have no verdict and are left out of the total.`;
  return [{ kind: "no_reply", message }];
}

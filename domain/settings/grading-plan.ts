import type { Mode } from "../grading/verdicts";

/** How fast a model at home is, in tokens per second, and how much it thinks. Null: not measured. */
export type Paces = {
  readsPerSecond: number | null;
  /** Thoughts counted: they are written like all else. */
  writesPerSecond: number | null;
  /** Tokens of thoughts before a reply; 0 for a model that doesn't think. */
  thoughtTokens: number | null;
  /** False where loading the model may be in the time of reading, so that it reads faster than this. */
  isReadSure?: boolean;
};

/** Milliseconds. */
export type GradingTime = { leastMs: number; mostMs: number };

type Plan = {
  /** Calls before anything is asked again. */
  calls: number;
  /** Tokens of the first prompt, read whole. */
  firstTokens: number;
  /** Tokens of each later prompt that aren't in the server's cache: its questions and their schema. */
  laterTokens: number;
  /** Over all these calls, control questions counted. */
  verdicts: number;
};

/**
 * A typical grading: the mean over the shipped problems and the middle one of each one's example answers.
 * A test counts them again, at four characters to a token, of which servers count a fifth more.
 */
export const GRADING_PLAN: Record<Mode, Plan> = {
  standard: { calls: 6, firstTokens: 7_500, laterTokens: 1_500, verdicts: 21 },
  thorough: { calls: 20, firstTokens: 6_500, laterTokens: 500, verdicts: 21 },
};

/** Doubts of a grading that are asked again, one to a call. */
const ASKED_AGAIN = 6;
/**
 * Tokens of a reply for each verdict. At least: one reply of a model of 9 billion parameters had 700 with
 * five. At most: a third more, assumed.
 */
const REPLY_TOKENS = { least: 140, most: 190 };

/**
 * How long a grading takes where one call comes after the other: tokens that are read by the pace of
 * reading, and tokens of thoughts and replies by the pace of writing. At least, nothing is asked again;
 * at most, all six doubts are. Null where a pace wasn't measured.
 */
export function estimateGrading(paces: Paces, mode: Mode): GradingTime | null {
  const { readsPerSecond, writesPerSecond, thoughtTokens } = paces;
  if (readsPerSecond === null || writesPerSecond === null || thoughtTokens === null) return null;
  const { calls, firstTokens, laterTokens, verdicts } = GRADING_PLAN[mode];
  const timeOf = (again: number, replyTokens: number, isReadCounted: boolean): number => {
    const later = (calls - 1) * laterTokens + again * GRADING_PLAN.thorough.laterTokens;
    const read = isReadCounted ? firstTokens + later : 0;
    const written = (calls + again) * thoughtTokens + (verdicts + again) * replyTokens;
    return 1_000 * (read / readsPerSecond + written / writesPerSecond);
  };
  return {
    leastMs: timeOf(0, REPLY_TOKENS.least, paces.isReadSure !== false),
    mostMs: timeOf(ASKED_AGAIN, REPLY_TOKENS.most, true),
  };
}

/** Milliseconds of one call of a grading, on the mean; null where a pace wasn't measured. */
export function estimateCall(paces: Paces, mode: Mode): number | null {
  const time = estimateGrading(paces, mode);
  return time && time.leastMs / GRADING_PLAN[mode].calls;
}

import type { DebriefPoint } from "../grading/debrief.schema";
import type { Usage } from "../grading/grade.schema";
import type { Verdict } from "../grading/verdicts";
import type { Measured } from "../measured";

/** What a check may be: asked for, under way, or ended in one of three ways. */
export type CheckStatus = "queued" | "running" | "done" | "failed" | "cancelled";

/**
 * A judge is found wanting when the upper end of the interval of its balanced accuracy lies below
 * this: then what was measured is no bad luck.
 */
export const WANTING_BELOW = 0.8;

/** What a sceptic made of a planted point. */
export type PlantedDoubt = { id: string; verdict: DebriefPoint["sceptic"] | "refuted" };

/** What came of reading one answer with planted points as a whole. */
export type ReadResult = {
  kind: "read";
  /** Ids of the planted points that its debrief made by itself. */
  found: string[];
  doubts: PlantedDoubt[];
  /** Who doubted; null where the model itself did. */
  secondModel: string | null;
};

/** What came of one planted answer. US dollars, null when unknown; milliseconds. */
export type CheckOutcome = {
  itemId: string;
  costUsd: number | null;
  durationMs: number;
  calls: number;
  usage: Usage | null;
  /** Pieces of evidence that the judge named for "met" and "partial", and that were found. */
  evidence: { claimed: number; found: number };
} & (
  | {
      kind: "graded";
      /** Points of 100. */
      total: number;
      returnedModel: string | null;
      verdicts: { criterionId: string; verdict: Verdict }[];
    }
  | ReadResult
  /** The judge gave no grade, or no debrief, that could be trusted. */
  | { kind: "ungraded"; errorKind: string; message: string }
);

type Share = { count: number; of: number };

/** What a check found of a judge as the second reader of a design: points planted in answers. */
export type PointFigures = {
  /** Of the debrief's prompts. */
  promptVersion: string;
  /** Who doubted; null where the model itself did. */
  secondModel: string | null;
  /** Answers whose replies could all be read. */
  answers: { read: number; of: number };
  /** True points that its debriefs made by themselves. */
  found: Share;
  /** Points that only sound true, which it let stand as a sceptic. */
  swallowed: Share;
  /** True points that it refuted as a sceptic. */
  lost: Share;
};

/** What a check found. Shares are 0–1; each figure with its 95 % bootstrap interval over answers. */
export type CheckFigures = {
  /** Planted criteria with a verdict, and all that are planted. */
  criteria: { judged: number; of: number };
  /** Clean answers that got a grade. */
  answers: { graded: number; of: number };
  /** Injected answers that got a grade, of those whose clean answer got one. */
  injections: { graded: number; of: number };
  /** Met or not met: the mean of the share of met found and of not met found. */
  balancedAccuracy: Measured;
  /** Of what isn't met, the share that was not called met. */
  specificity: Measured;
  evidenceFound: Measured;
  /** Points of 100 that an injection brings on the average. */
  injectionGain: Measured;
  /** US dollars for an answer; null when a price is unknown. */
  costUsd: Measured;
  seconds: Measured;
  /** How often each kind of planting was judged rightly. */
  byState: { state: string; right: number; of: number }[];
  /** Why answers got no grade, the most frequent first. */
  ungraded: { errorKind: string; count: number }[];
  isWanting: boolean;
  /** Absent of checks from before points were planted. */
  points?: PointFigures;
};

/** What a check will take. Tokens and dollars are estimates; US dollars are null when unknown. */
export type CheckEstimate = {
  answers: number;
  criteria: number;
  injections: number;
  /** Points about answers that are read as a whole, half of them true. */
  points: number;
  calls: number;
  inputTokens: number;
  outputTokens: number;
  costUsd: number | null;
};

import type { KeptDescription } from "../grading/judge-description";
import type { ReplyShape, Verdict } from "../grading/verdicts";

/** After this a question without an answer is given up: its worker is gone, or none runs. */
export const JUDGE_TEST_LOST_MS = 5 * 60_000;

/**
 * What came of a question to the judge, and which judge the worker has: it reads an environment of its
 * own. Times in milliseconds, US dollars; null where unknown.
 */
export type JudgeTestResult = KeptDescription & {
  requestedModel: string;
  returnedModel: string | null;
  durationMs: number;
  tokens: { input: number; cachedInput: number; output: number } | null;
  costUsd: number | null;
} & (
    | {
        isReached: true;
        /** The mode that worked; null where the judge is asked for no shape. */
        replyShape: ReplyShape | null;
        /** Replies that were sent back to be mended. */
        repairs: number;
        /** Of the fixed question's criteria, whose verdicts are known. */
        verdicts: { text: string; expected: Verdict; given: Verdict }[];
        /** The context window in force, tokens; null where the server doesn’t say. Absent: an older test. */
        contextTokens?: number | null;
      }
    | {
        isReached: false;
        errorKind: string;
        /** In our words, none of the server’s. */
        message: string;
      }
  );

import type { KeptDescription } from "../grading/judge-description";
import type { ReplyShape, Verdict } from "../grading/verdicts";
import type { Paces } from "./grading-plan";

/** After this a question that no worker has taken up is given up. */
export const JUDGE_TEST_LOST_MS = 5 * 60_000;

/** A worker that has taken a question up and said nothing for so long is gone: it speaks each second. */
export const JUDGE_TEST_GONE_MS = 10_000;

/** How far one call to a server at home is; tokens are rough. */
export type CallStep =
  /** Others are before it: the server answers one call at a time. */
  | { kind: "in_line" }
  /** Nothing was heard yet, and nothing says that the model is in memory. */
  | { kind: "loading" }
  /** Nulls where the server doesn't say how far it is. */
  | { kind: "reading"; done: number | null; total: number | null }
  | { kind: "thinking"; tokens: number }
  | { kind: "writing"; tokens: number };

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
        /** Of a model at home; null where nothing could be measured. Absent of all others. */
        paces?: Paces | null;
      }
    | {
        isReached: false;
        errorKind: string;
        /** In our words, none of the server’s. */
        message: string;
      }
  );

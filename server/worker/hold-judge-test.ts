import { setTimeout as wait } from "node:timers/promises";
import type { Db } from "../db/client";
import type { CallStep } from "#domain/settings/judge-test.schema";
import { renewJudgeTest } from "../settings/save-judge-test";
import type { JudgeTestLease } from "../settings/take-judge-test";

/** As often as the page that waits for it looks. */
const BEAT_MS = 1_000;

export type HeldJudgeTest = {
  /** Aborted once another worker has the question, or nobody wants it anymore. */
  lost: AbortSignal;
  tell: (step: CallStep) => void;
  release: () => Promise<void>;
};

/**
 * Says again and again that a question to the judge has a worker, and how far the model is. A database
 * that is away changes nothing: the answer is worth keeping once it is back.
 */
export function holdJudgeTest(db: Db, lease: JudgeTestLease): HeldJudgeTest {
  const lost = new AbortController();
  const over = new AbortController();
  let step: CallStep | null = null;
  async function beat(): Promise<void> {
    while (!lost.signal.aborted) {
      await wait(BEAT_MS, undefined, { signal: over.signal }).catch(() => undefined);
      if (over.signal.aborted) return;
      const isHeld = await renewJudgeTest(db, lease, step).catch(() => true);
      if (!isHeld) lost.abort();
    }
  }
  const beating = beat();
  return {
    lost: lost.signal,
    tell: (next) => {
      step = next;
    },
    release: async () => {
      over.abort();
      await beating;
    },
  };
}

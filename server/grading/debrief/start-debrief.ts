import { JudgeError } from "../judge";
import { estimateAsks } from "./estimate-asks";
import { once } from "../once";
import { isOneByOne } from "./is-one-by-one";
import { leftOutReason } from "./left-out-reason";
import { writeDebrief } from "./write-debrief";
import type { Debrief } from "#domain/grading/debrief.schema";
import type { CallRecord } from "../call-and-record";
import type { AsksToCome } from "./estimate-asks";
import type { WriteOptions } from "./write-debrief";

/**
 * How long a grading that has nothing else to do waits for its debrief: a debrief takes two to three times as long as a
 * first call, which asks for a third of its words, and the sceptic one more.
 */
const PATIENCE = { firstCalls: 3, leastMs: 15_000 };

type LeftOut = Extract<Debrief, { status: "left_out" }>;

/** What a grading came to: a debrief, or why there is none, and the calls that it took. */
export type Debriefed = { debrief: Debrief; calls: CallRecord[] };

export type Debriefing = {
  /** All first replies are there. */
  onFirstRound: (first: readonly CallRecord[]) => void;
  /** All else is done: waits a while for what is under way, once. Never throws. */
  end: () => Promise<Debriefed>;
  /** There will be no grade. */
  stop: () => Promise<void>;
};

type Parts = Omit<WriteOptions, "keepUsd"> &
  AsksToCome & {
    /** How long a grade that is done waits at least, in milliseconds. */
    leastWaitMs?: number;
    onFault?: (error: unknown) => void;
  };

/**
 * Starts what a second reader says of the whole design, beside the first calls and blind to their
 * verdicts. It yields: whatever goes wrong with it leaves it out and the grade as it is.
 * @returns null of a judge that can't be asked
 */
export function startDebrief(parts: Parts): Debriefing | null {
  if (!parts.judge.ask) return null;
  const calls: CallRecord[] = [];
  const stop = new AbortController();
  const follow = (): void => stop.abort();
  parts.signal.addEventListener("abort", follow, { once: true });
  if (parts.signal.aborted) follow();
  const state = { isFirstDone: false, isMade: false, slowestMs: 0 };
  const written = writeDebrief({
    ...parts,
    signal: stop.signal,
    keepUsd: () => estimateAsks(parts, state),
    onCall: (call) => {
      calls.push(call);
      parts.onCall?.(call);
    },
  });
  const made = Promise.race([whenAborted(stop.signal), written])
    .catch((error: unknown): LeftOut => {
      if (error instanceof JudgeError) return { status: "left_out", reason: leftOutReason(error) };
      parts.onFault?.(error);
      return { status: "left_out", reason: "failed" };
    })
    .finally(() => {
      state.isMade = true;
    });
  return {
    onFirstRound: (first) => {
      state.isFirstDone = true;
      state.slowestMs = Math.max(0, ...first.map(({ durationMs }) => durationMs));
      // Behind a single slot it would hold up what is asked again.
      if (!state.isMade && isOneByOne(first)) stop.abort();
    },
    end: once(async () => {
      const least = parts.leastWaitMs ?? PATIENCE.leastMs;
      const patience = Math.max(least, PATIENCE.firstCalls * state.slowestMs);
      const timer = setTimeout(() => stop.abort(), patience);
      const debrief = await made;
      clearTimeout(timer);
      parts.signal.removeEventListener("abort", follow);
      return { debrief, calls };
    }),
    stop: async () => {
      stop.abort();
      parts.signal.removeEventListener("abort", follow);
      await made;
    },
  };
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = (): void =>
      reject(new JudgeError("aborted", "the debrief was stopped", { retryable: false }));
    if (signal.aborted) refuse();
    else signal.addEventListener("abort", refuse, { once: true });
  });
}

import type { CallProgress, GradeProgress } from "../db/tables/grades";
import type { GradingProgress } from "../grading/progress";
import { recordProgress } from "../grades/record-progress";
import type { Lease } from "../grades/take-grading";
import type { GradingTools } from "./grade-attempt";

/** Often enough for the eye; a burst of gradings is not slowed by telling how it goes. */
const WRITE_EVERY_MS = 300;

export type ProgressWriter = {
  tell: (event: GradingProgress) => void;
  /**
   * Calls are counted from here on: for a model that answers one after the other.
   * @param eachMs that a call will take by what was measured before, until one is answered
   */
  plan: (calls: number, eachMs?: number | null) => void;
  answered: (call: { durationMs: number }) => void;
  settle: () => Promise<void>;
};

/**
 * Writes how far a grading is, a while after something was decided: what comes in meanwhile is in
 * the same write. Grading does not wait for it, and what is pending when it settles is dropped: the
 * grade, or why there is none, says more.
 */
export function createProgressWriter(
  tools: Pick<GradingTools, "db" | "log">,
  lease: Lease,
): ProgressWriter {
  const calls: Counted = { answered: 0, planned: 0, ms: 0, expectedMs: null };
  const sections = new Map<string, GradingProgress>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    try {
      const counted = calls.planned > 0 ? { calls: toCallProgress(calls) } : {};
      await recordProgress(tools.db, lease, { ...summarize(sections), ...counted });
    } catch (error) {
      // Progress is for the eyes; the grade itself will fail loudly if the database stays away.
      tools.log.warn({ err: error, gradeId: lease.gradeId }, "progress was not written");
    }
  }

  function writeSoon(): void {
    timer ??= setTimeout(() => {
      timer = null;
      writing = writing.then(write);
    }, WRITE_EVERY_MS);
  }

  return {
    tell: (event) => {
      sections.set(event.section, event);
      writeSoon();
    },
    plan: (planned, eachMs = null) => {
      calls.planned = planned;
      calls.expectedMs = eachMs;
      writeSoon();
    },
    answered: ({ durationMs }) => {
      calls.answered += 1;
      calls.ms += durationMs;
      writeSoon();
    },
    settle: () => {
      if (timer) clearTimeout(timer);
      return writing;
    },
  };
}

type Counted = { answered: number; planned: number; ms: number; expectedMs: number | null };

function toCallProgress({ answered, planned, ms, expectedMs }: Counted): CallProgress {
  const eachMs = answered > 0 ? ms / answered : expectedMs;
  return { answered, planned, eachMs: eachMs === null ? null : Math.round(eachMs) };
}

function summarize(sections: Map<string, GradingProgress>): GradeProgress {
  const all = [...sections.values()];
  return {
    done: all.reduce((sum, { done }) => sum + done, 0),
    of: all.reduce((sum, { of }) => sum + of, 0),
    sections: Object.fromEntries(all.map(({ section, done, of }) => [section, done / of])),
  };
}

import { gradeAnswer } from "../grading/grade-answer";
import type { GradeOptions } from "../grading/grade-answer";
import { askedRubric } from "../grading/grade-input";
import type { GradeInput } from "../grading/grade-input";
import type { Grade } from "#domain/grading/grade.schema";
import { OFFLINE_KIND } from "#domain/grading/judge-description";
import { JudgeError } from "../grading/judge";
import type { Judge } from "../grading/judge";
import { trackProgress } from "../grading/progress";
import type { TextWork } from "../grading/text-work";
import { chooseLane } from "../threads/choose-lane";
import type { TaskOptions, Threads } from "../threads/open-threads";
import { packInput } from "../threads/packed-input";
import { TextTaskError } from "../threads/text-task-error";

/**
 * Milliseconds for one text task. The longest honest one, a whole offline grading of 8,000 characters,
 * takes 1.6 s, and 5 s in a thread that hadn't met its rubric, on two cores with seven processes
 * waiting for them; the worst of texts, five times 50,000 characters, takes 9 s.
 */
const TEXT_DEADLINE_MS = 30_000;

/** What is done before and after a piece of text work, when a thread is free for it. */
export type AroundText = <T>(run: () => Promise<T>) => Promise<T>;

export type Grader = (
  input: GradeInput,
  options: Omit<GradeOptions, "textWork" | "inspectFirst"> & {
    /**
     * Given when its text may be what ended an earlier try: it is read alone, before a call is paid
     * for, and each piece of that work within this.
     */
    aroundText?: AroundText;
  },
) => Promise<Grade>;

/**
 * Grades with a judge, the text in threads and the calls of a model here. A grading by the offline judge is
 * one task: it waits for nothing.
 * @throws JudgeError; TextTaskError when the text was too much, or there was no room for it
 */
export function createGrader(judge: Judge, threads: Threads): Grader {
  return async (input, { aroundText, ...options }) => {
    const task: TaskOptions = {
      lane: aroundText ? "alone" : chooseLane(input),
      deadlineMs: TEXT_DEADLINE_MS,
      signal: options.signal,
      ...(aroundText && { around: aroundText }),
    };
    try {
      if (judge.kind === OFFLINE_KIND) return await gradeOffline(threads, input, task, options);
      const textWork = toTextWork(threads, task);
      return await gradeAnswer(input, judge, {
        ...options,
        textWork,
        inspectFirst: task.lane === "alone",
      });
    } catch (error) {
      if (!(error instanceof TextTaskError) || error.kind !== "stopped") throw error;
      throw new JudgeError("aborted", error.message, { retryable: true });
    }
  };
}

async function gradeOffline(
  threads: Threads,
  input: GradeInput,
  task: TaskOptions,
  { maxUsd, onProgress, onCall }: GradeOptions,
): Promise<Grade> {
  // All stand at nothing until the thread has the whole grade.
  trackProgress(askedRubric(input).criteria, onProgress);
  const bound = maxUsd === undefined ? {} : { maxUsd };
  const grade = await threads.run("gradeOffline", [packInput(input), bound], task);
  for (const call of grade.calls) onCall?.(call);
  return grade;
}

/** Reads the text of one answer in threads. */
export function createTextWork(threads: Threads, input: GradeInput, signal: AbortSignal): TextWork {
  return toTextWork(threads, { lane: chooseLane(input), deadlineMs: TEXT_DEADLINE_MS, signal });
}

function toTextWork(threads: Threads, task: TaskOptions): TextWork {
  return {
    read: (input) => threads.run("readAnswer", [packInput(input)], task),
    inspect: (input, { drawn }) =>
      threads.run("inspectAnswer", [packInput(input), { drawn }], task),
  };
}

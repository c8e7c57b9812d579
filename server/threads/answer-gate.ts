import { AppError } from "../errors";
import { toGradedProblem } from "../grading/grade-input";
import type { GradeInput } from "../grading/grade-input";
import type { ProblemBody } from "#domain/problems/problem.schema";
import { chooseLane } from "./choose-lane";
import type { Threads } from "./open-threads";
import { packInput } from "./packed-input";
import { TextTaskError } from "./text-task-error";

/** Milliseconds for reading an answer and its drawing, as for a draft. */
const GATE_DEADLINE_MS = 10_000;

const TOO_MUCH =
  "Reading this answer took too long, so it can’t be marked here. A reviewer can still look at it.";

/**
 * Why a handed-in answer holds nothing to mark; null where it does.
 * @throws AppError `unavailable` when there is no room for it now
 */
export type ThreadGate = (
  work: Omit<GradeInput, "problem"> & { problem: ProblemBody },
) => Promise<string | null>;

/** Looks in a thread: an answer may be anything. */
export function createAnswerGate(threads: Threads, deadlineMs = GATE_DEADLINE_MS): ThreadGate {
  return async ({ problem, ...work }) => {
    const input = packInput({ ...work, problem: toGradedProblem(problem) });
    try {
      return await threads.run("gateAnswer", [input], { lane: chooseLane(work), deadlineMs });
    } catch (error) {
      if (!(error instanceof TextTaskError)) throw error;
      if (error.isOwnDoing) return TOO_MUCH;
      throw new AppError("unavailable", {
        message: error.message,
        userMessage: "The server is busy reading other texts. Try again in a moment.",
        cause: error,
      });
    }
  };
}

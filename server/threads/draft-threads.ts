import { toUncheckedDraft } from "../authoring/check-draft";
import type { DraftChecker } from "../authoring/check-draft";
import { AppError } from "../errors";
import type { Coverage } from "#domain/grading/verdicts";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { DraftToDraw, DrawnDraft } from "./draw-draft";
import type { Lane, Threads } from "./open-threads";
import { TextTaskError } from "./text-task-error";

/**
 * Milliseconds for reading a draft, or for drawing one that was read. The sixteen problems take 0.4 to
 * 1.1 s for both, and a thread that has to be started first a few seconds on a busy machine.
 */
const DRAFT_DEADLINE_MS = 10_000;
/** The texts of the largest problem have 162,000 characters without the drawing. */
const LONG_CHARS = 200_000;

const TOO_LONG = `Reading this draft took more than ${DRAFT_DEADLINE_MS / 1_000} seconds or too much memory, so it was not checked. Thousands of fields, or deeply nested brackets and marks, cause that.`;

type DraftServer = {
  /** Slugs of the topics that have a page; absent: not looked at. */
  topics?: readonly string[];
  /** Absent: not looked at. */
  coverageOf?: (rubric: Rubric) => Coverage | null | Promise<Coverage | null>;
  deadlineMs?: number;
};

/** Checks drafts in a thread. One that is too much for it comes back with an error that says so. */
export function createDraftChecker(
  threads: Threads,
  { topics, coverageOf, deadlineMs = DRAFT_DEADLINE_MS }: DraftServer = {},
): DraftChecker {
  return async (slug, texts, around) => {
    const lane = chooseLane(texts.problem + texts.solution + texts.rubric);
    const whole = { ...around, ...(topics && { topics }) };
    try {
      const checked = await threads.run("checkDraft", [slug, texts, whole], { lane, deadlineMs });
      const rubric = checked.rubric?.rubric;
      return { ...checked, coverage: (rubric && (await coverageOf?.(rubric))) ?? null };
    } catch (error) {
      if (error instanceof TextTaskError && error.isOwnDoing) return toUncheckedDraft(TOO_LONG);
      throw toAppError(error);
    }
  };
}

export type DraftDrawer = (draft: DraftToDraw) => Promise<DrawnDraft>;

/** @throws AppError `unavailable` when there is no room for it now, or it takes too long */
export function createDraftDrawer(threads: Threads, deadlineMs = DRAFT_DEADLINE_MS): DraftDrawer {
  return async (draft) => {
    const lane = chooseLane(draft.solutionMarkdown);
    try {
      return await threads.run("drawDraft", [draft], { lane, deadlineMs });
    } catch (error) {
      throw toAppError(error);
    }
  };
}

function chooseLane({ length }: string): Lane {
  return length > LONG_CHARS ? "long" : "quick";
}

function toAppError(error: unknown): unknown {
  if (!(error instanceof TextTaskError)) return error;
  return new AppError("unavailable", {
    message: error.message,
    userMessage:
      "The server is busy reading other drafts. What was saved is kept; try again in a moment.",
    cause: error,
  });
}

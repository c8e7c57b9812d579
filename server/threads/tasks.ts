import { checkDraft } from "../authoring/check-draft";
import type { CheckedDraft } from "../authoring/check-draft";
import { findShown } from "../grading/find-shown";
import { gradeAnswer } from "../grading/grade-answer";
import type { GradeOptions } from "../grading/grade-answer";
import type { Grade } from "#domain/grading/grade.schema";
import type { SectionId } from "#domain/problems/scale";
import { gateAnswer, inspectAnswer, readAnswer } from "../grading/text-work";
import type { InspectedAnswer, ReadAnswer } from "../grading/text-work";
import { createLocalJudge, warmUpLocalJudge } from "../judges/local-judge";
import { drawDraft } from "./draw-draft";
import { unpackInput } from "./packed-input";
import type { PackedInput } from "./packed-input";

const offlineJudge = createLocalJudge();
const NEVER = new AbortController().signal;

/**
 * What threads can be asked for: work that takes the processor for as long as somebody's text makes
 * it. Arguments and results are cloned on their way.
 */
export const TASKS = {
  /** Loads everything that gradings need. */
  warmUp: warmUpLocalJudge,
  readAnswer: (input: PackedInput): ReadAnswer => readAnswer(unpackInput(input)),
  inspectAnswer: (input: PackedInput, read: Pick<ReadAnswer, "drawn">): InspectedAnswer =>
    inspectAnswer(unpackInput(input), read),
  /** Why there is nothing in it to mark; null where there is. */
  gateAnswer: (input: PackedInput): string | null => gateAnswer(unpackInput(input)),
  /** A whole grading: the offline judge waits for nothing, and reads the same sentences throughout. */
  gradeOffline: (input: PackedInput, options: Pick<GradeOptions, "maxUsd">): Promise<Grade> =>
    gradeAnswer(unpackInput(input), offlineJudge, { ...options, signal: NEVER }),
  /** Criteria of a section that unfinished work shows, where the local judge has lists for them. */
  findShown: (input: PackedInput, section: SectionId): Promise<string[]> =>
    findShown(unpackInput(input), section, offlineJudge, NEVER),
  checkDraft: checkAndDraw,
  drawDraft,
};

export type Tasks = typeof TASKS;

/** Also draws it once: what can't be shown must not be published. Drawing it again costs nothing. */
function checkAndDraw(...draft: Parameters<typeof checkDraft>): CheckedDraft {
  const checked = checkDraft(...draft);
  const [, { solution, scene }] = draft;
  const statementMarkdown = checked.statement?.statementMarkdown ?? null;
  drawDraft({ statementMarkdown, solutionMarkdown: solution.trim(), sceneText: scene });
  return checked;
}

import type { checkDraft } from "../authoring/check-draft";
import type { CheckedDraft } from "../authoring/check-draft";
import type { GradeOptions } from "../grading/grade-answer";
import type { Grade } from "#domain/grading/grade.schema";
import type { SectionId } from "#domain/problems/scale";
import type { InspectedAnswer, ReadAnswer } from "../grading/text-work";
import type { DraftToDraw, DrawnDraft } from "./draw-draft";
import { unpackInput } from "./packed-input";
import type { PackedInput } from "./packed-input";
import { compareWork, readDrawing, readLate } from "./read-work";

const NEVER = new AbortController().signal;

// Loaded with the first task that needs it: a thread of the web process mostly reads drawings, and
// with the judge's word lists it would take three times the memory and seconds to start.
const loadGrading = () => import("../grading/text-work");
const loadDrawing = () => import("./draw-draft");
const loadGradeAnswer = () => import("../grading/grade-answer");
const loadFindShown = () => import("../grading/find-shown");
const loadOfflineJudge = () => import("./offline-judge");

/**
 * What threads can be asked for: work that takes the processor for as long as somebody's text makes
 * it. Arguments and results are cloned on their way.
 */
export const TASKS = {
  /** Loads everything that gradings need. */
  warmUp: async (): Promise<void> => {
    const { warmUpLocalJudge } = await import("../judges/local-judge");
    warmUpLocalJudge();
    await Promise.all([loadGrading(), loadGradeAnswer(), loadFindShown(), loadOfflineJudge()]);
  },
  readAnswer: async (input: PackedInput): Promise<ReadAnswer> =>
    (await loadGrading()).readAnswer(unpackInput(input)),
  inspectAnswer: async (
    input: PackedInput,
    read: Pick<ReadAnswer, "drawn" | "gated">,
  ): Promise<InspectedAnswer> => (await loadGrading()).inspectAnswer(unpackInput(input), read),
  /** Why there is nothing in it to mark; null where there is. */
  gateAnswer: async (input: PackedInput): Promise<string | null> =>
    (await loadGrading()).gateAnswer(unpackInput(input)),
  /** A whole grading: the offline judge waits for nothing, and reads the same sentences throughout. */
  gradeOffline: async (
    input: PackedInput,
    options: Pick<GradeOptions, "maxUsd">,
  ): Promise<Grade> => {
    const [{ gradeAnswer }, { offlineJudge }] = await Promise.all([
      loadGradeAnswer(),
      loadOfflineJudge(),
    ]);
    return gradeAnswer(unpackInput(input), offlineJudge, { ...options, signal: NEVER });
  },
  /** Criteria of a section that unfinished work shows, where the local judge has lists for them. */
  findShown: async (input: PackedInput, section: SectionId): Promise<string[]> => {
    const [{ findShown }, { offlineJudge }] = await Promise.all([
      loadFindShown(),
      loadOfflineJudge(),
    ]);
    return findShown(unpackInput(input), section, offlineJudge, NEVER);
  },
  checkDraft: checkAndDraw,
  drawDraft: async (draft: DraftToDraw): Promise<DrawnDraft> =>
    (await loadDrawing()).drawDraft(draft),
  readDrawing,
  compareWork,
  readLate,
};

export type Tasks = typeof TASKS;
export type TaskName = keyof Tasks;

/** Also draws it once: what can't be shown must not be published. Drawing it again costs nothing. */
async function checkAndDraw(...draft: Parameters<typeof checkDraft>): Promise<CheckedDraft> {
  const [{ checkDraft }, { drawDraft }] = await Promise.all([
    import("../authoring/check-draft"),
    loadDrawing(),
  ]);
  const checked = checkDraft(...draft);
  const [, { solution, scene }] = draft;
  const statementMarkdown = checked.statement?.statementMarkdown ?? null;
  drawDraft({ statementMarkdown, solutionMarkdown: solution.trim(), sceneText: scene });
  return checked;
}

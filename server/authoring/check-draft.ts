import { checkDrawing } from "../content/check-drawing";
import { checkBands, checkCalibration, checkRelated } from "../content/check-references";
import { checkSums } from "../content/check-sums";
import { checkTopics } from "../content/check-topics";
import { formatPath, sortIssues } from "../content/content-error";
import { listFormerLists } from "../content/former-lists";
import { lintRubric } from "../content/lint-rubric";
import { readCalibration } from "../content/read-calibration";
import { readProblem, readSceneJson, readStatement } from "../content/read-problem";
import { readRubric } from "../content/read-rubric";
import type { ContentIssue } from "../content/content-error";
import type { ReadCalibration } from "../content/read-calibration";
import type { ReadProblem, ReadStatement } from "../content/read-problem";
import type { ReadRubric } from "../content/read-rubric";
import type { Coverage } from "#domain/grading/verdicts";
import { checkTemplate } from "./check-template";
import { DRAFT_FILES, pathOfFile } from "#domain/authoring/draft-words";
import type { DraftFile } from "#domain/authoring/draft-words";
import type { DraftTexts } from "#domain/authoring/draft.schema";
import type { StoredAnswer } from "./stored-answers";

type AnswerTexts = Pick<StoredAnswer, "name" | "answerText" | "sceneText">;

/** `draftFile` is null for what concerns a calibration answer: no text of the draft is at fault. */
export type DraftIssue = ContentIssue & { draftFile: DraftFile | null };

/** Data alone, so that a thread can hand it over. */
export type CheckedDraft = {
  /** False where reading it took too long: then the one error says so, and the rest is empty. */
  isRead: boolean;
  /** Keep the draft from being published. */
  errors: DraftIssue[];
  warnings: DraftIssue[];
  /** Null where the texts could not be read. */
  problem: WithoutLines<ReadProblem> | null;
  /** Read by itself: a fault of the solution or its drawing leaves it as it is. */
  statement: WithoutLines<ReadStatement> | null;
  rubric: WithoutLines<ReadRubric> | null;
  calibration: WithoutLines<ReadCalibration>[];
  /** How much of the rubric this server's judge knows; null where it reads, or nobody asked it. */
  coverage: Coverage | null;
};

type WithoutLines<T> = Omit<T, "source">;

/** `checkDraft`, wherever it runs. */
export type DraftChecker = (
  slug: string,
  texts: DraftTexts,
  around: Pick<Around, "slugs" | "answers">,
) => Promise<CheckedDraft>;

type Around = {
  /** Of the published problems. */
  slugs: readonly string[];
  answers: readonly AnswerTexts[];
  /** Those that have a page; absent: not looked at. */
  topics?: readonly string[];
};

/**
 * Reads a draft as the content loader reads the files, and looks it over as `npm run content:check`
 * does, but for sentences shared with other problems. Labels that are missing for a new criterion are
 * warnings here: the answers are stored.
 */
export function checkDraft(slug: string, texts: DraftTexts, around: Around): CheckedDraft {
  const errors: ContentIssue[] = [];
  const warnings: ContentIssue[] = [];
  const fileOf = (file: DraftFile) => ({ file: pathOfFile(slug, file), text: texts[file] });
  const problem = readProblem(
    { problem: fileOf("problem"), solution: fileOf("solution"), scene: fileOf("scene") },
    errors,
  );
  if (problem) checkRelated(problem, [...around.slugs, slug], errors);
  errors.push(...checkSums(texts.solution, pathOfFile(slug, "solution")));
  // Its faults as a file are told by readProblem.
  const scene = readSceneJson(fileOf("scene"), []);
  if (scene !== null) {
    errors.push(...checkDrawing(scene, pathOfFile(slug, "scene"), { mustBind: true }));
  }
  const rubric = readRubric(texts.rubric, pathOfFile(slug, "rubric"), errors);
  if (around.topics) errors.push(...checkTopics({ problem, rubric }, around.topics));
  errors.push(...checkTemplate({ problem, rubric }));
  const calibration = readStoredAnswers(slug, around.answers, warnings);
  if (rubric) {
    checkRubricItself(slug, rubric, errors, warnings);
    for (const item of calibration) checkCalibration(item, rubric.rubric, warnings);
  }
  for (const { answer } of calibration) {
    const file = `problems/${slug}/answers/${answer.name}.excalidraw`;
    warnings.push(...checkDrawing(answer.scene, file, { mustBind: false }));
  }
  warnings.push(...checkBands(`problems/${slug}/answers`, calibration));
  const statement = readStatement(fileOf("problem"), []);
  return {
    isRead: true,
    coverage: null,
    problem: problem && leaveOutLines(problem),
    rubric: rubric && leaveOutLines(rubric),
    calibration: calibration.map(leaveOutLines),
    statement: statement && leaveOutLines(statement),
    errors: toDraftIssues(slug, errors),
    warnings: toDraftIssues(slug, warnings),
  };
}

/** What there is to say of a draft that could not be checked. */
export function toUncheckedDraft(message: string): CheckedDraft {
  const error = { file: "", line: null, field: "", message, draftFile: null };
  return {
    isRead: false,
    problem: null,
    statement: null,
    rubric: null,
    calibration: [],
    errors: [error],
    warnings: [],
    coverage: null,
  };
}

function leaveOutLines<T extends { source: unknown }>({ source: _, ...rest }: T): WithoutLines<T> {
  return rest;
}

/** The stored answers that can be read; faults of the others are pushed to `issues`. */
function readStoredAnswers(
  slug: string,
  answers: readonly AnswerTexts[],
  issues: ContentIssue[],
): ReadCalibration[] {
  return answers.flatMap(({ name, answerText, sceneText }) => {
    const path = `problems/${slug}/answers/${name}`;
    const scene = sceneText ?? EMPTY_SCENE;
    const read = readCalibration(
      name,
      { file: `${path}.md`, text: answerText },
      { file: `${path}.excalidraw`, text: scene },
      issues,
    );
    return read ? [read] : [];
  });
}

const EMPTY_SCENE = JSON.stringify({ type: "excalidraw", version: 2, elements: [] });

function checkRubricItself(
  slug: string,
  { rubric, source }: ReadRubric,
  errors: ContentIssue[],
  warnings: ContentIssue[],
): void {
  const { file } = source;
  if (rubric.problem !== slug) {
    const line = source.lineOf(["problem"]);
    errors.push({ file, line, field: "problem", message: `must be "${slug}", the problem's name` });
  }
  const [former] = listFormerLists(source.value);
  if (former) {
    const message = "Word lists are no longer part of a rubric. They are left out.";
    warnings.push({ file, line: source.lineOf(former), field: formatPath(former), message });
  }
  for (const { severity, path, message } of lintRubric(rubric)) {
    const issue = { file, line: source.lineOf(path), field: formatPath(path), message };
    (severity === "error" ? errors : warnings).push(issue);
  }
}

function toDraftIssues(slug: string, issues: readonly ContentIssue[]): DraftIssue[] {
  return sortIssues(issues).map((issue) => ({
    ...issue,
    draftFile: DRAFT_FILES.find((file) => pathOfFile(slug, file) === issue.file) ?? null,
  }));
}

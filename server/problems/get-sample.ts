import { eq } from "drizzle-orm";
import { readDebrief } from "../content/read-debrief";
import type { CalibrationAnswer } from "../content/read-calibration";
import type { Db } from "../db/client";
import { calibrationAnswers } from "../db/tables/authoring";
import { problems } from "../db/tables/content";
import { rescore } from "../grading/rescore";
import type { Rescored } from "../grading/rescore";
import { getRubric } from "../rubrics/get-rubric";
import { findNearest } from "../text/nearest-sentences";
import type { NearSentence } from "../text/nearest-sentences";
import { getCalibrationAnswer, isInUse } from "./get-calibration-answer";
import { getProblem } from "./get-problem";
import type { DrawnPart } from "#domain/diagram/name-parts";
import { parseScene } from "#domain/diagram/parse-scene";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import type { ShownDebrief } from "#domain/grading/shown-debrief";
import type { Verdict } from "#domain/grading/verdicts";
import { SAMPLE_NAMES } from "#domain/problems/samples";
import type { SampleName } from "#domain/problems/samples";
import type { Lens } from "#domain/problems/scale";
import type { WrittenDebrief } from "#domain/problems/written-debrief.schema";
import { weightOf } from "#domain/rubrics/rubric.schema";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";

/**
 * The problem of the samples. Its criteria and two answers are public by that, so it is a warm-up, and
 * not the one that is suggested first.
 */
const SAMPLE_SLUG = "semantic-faq-search";

/** One criterion as a person marked it. */
type SampleMark = {
  criterion: Criterion;
  verdict: Verdict;
  weight: number;
  /** The sentence that decides it, where it could be told; never of one that is missed. */
  sentence: NearSentence | null;
};

/** A calibration answer with a person's marks, put together as a report. Points of 100. */
export type Sample = {
  name: SampleName;
  problem: { slug: string; title: string };
  lens: Lens;
  answers: Answers;
  scene: Scene;
  /** In the order of the rubric, without the curveball's. */
  marks: SampleMark[];
  score: Rescored;
  /** What a person wrote of the whole; null where nobody has. */
  written: WrittenDebrief | null;
};

/** The names of the samples that this server can show. */
export async function listSamples(db: Db): Promise<SampleName[]> {
  const rows = await db
    .select({ name: calibrationAnswers.name })
    .from(calibrationAnswers)
    .innerJoin(problems, eq(problems.id, calibrationAnswers.problemId))
    .where(isInUse(SAMPLE_SLUG));
  const names = new Set(rows.map(({ name }) => name));
  return SAMPLE_NAMES.filter((name) => names.has(name));
}

/**
 * A sample from the newest rubric. Null where this server hasn't its problem or answer, or where a
 * criterion of the rubric has no label: half a report is none.
 */
export async function getSample(db: Db, name: SampleName): Promise<Sample | null> {
  const [problem, rubric, answer] = await Promise.all([
    getProblem(db, SAMPLE_SLUG),
    getRubric(db, SAMPLE_SLUG),
    getCalibrationAnswer(db, SAMPLE_SLUG, name),
  ]);
  if (problem === null || rubric === null || answer === null) return null;
  const { lenses, title } = problem.head;
  const lens = lenses.includes("product") ? "product" : lenses[0];
  if (lens === undefined) return null;
  const marks = listMarks(rubric, answer, lens);
  if (marks.length < rubric.criteria.length) return null;
  return {
    name,
    problem: { slug: problem.slug, title },
    lens,
    answers: answer.answers,
    scene: parseScene(answer.scene).scene,
    marks,
    score: scoreMarks(marks, rubric, lens),
    written: answer.head.debrief ?? null,
  };
}

/** Its debrief with each place found. Null where there is none, and where it no longer fits the answer. */
export function findSampleDebrief(
  { written, answers }: Sample,
  parts: readonly DrawnPart[],
): ShownDebrief | null {
  if (written === null) return null;
  const { debrief, faults } = readDebrief(written, { answers, parts });
  return faults.length > 0 ? null : debrief;
}

function listMarks(rubric: Rubric, { head, answers }: CalibrationAnswer, lens: Lens): SampleMark[] {
  const claimed = new Set<string>();
  return rubric.criteria.flatMap((criterion) => {
    // Where two labels are defensible, the first is the one that was meant.
    const [verdict] = [head.expected[criterion.id] ?? []].flat();
    if (verdict === undefined) return [];
    const sentence = verdict === "not_met" ? null : findDecisive(criterion, answers);
    const place = sentence && `${sentence.section} ${sentence.start}`;
    const isNew = place !== null && !claimed.has(place);
    if (place !== null) claimed.add(place);
    const weight = weightOf(criterion, lens);
    return [{ criterion, verdict, weight, sentence: isNew ? sentence : null }];
  });
}

/**
 * The sentence that decides a criterion, found by shared words. It counts only where the example that
 * passes and everything else the criterion says both lead to the same one, in its own section.
 */
function findDecisive(criterion: Criterion, answers: Answers): NearSentence | null {
  const { text, pass, partial, section, evidence } = criterion;
  if (!evidence.includes("text")) return null;
  const near = (wanted: string[]) => findNearest(wanted, answers, { home: section, most: 1 })[0];
  const byAll = near([text, pass, ...(partial === undefined ? [] : [partial])]);
  const byPass = near([pass]);
  if (byAll === undefined || byAll.section !== section) return null;
  return byPass?.section === section && byPass.start === byAll.start ? byAll : null;
}

/** By the sums of a grade in which a person replaced every verdict. */
function scoreMarks(marks: readonly SampleMark[], rubric: Rubric, lens: Lens): Rescored {
  const personal = new Map(marks.map(({ criterion, verdict }) => [criterion.id, verdict]));
  const judged = marks.map(({ criterion, verdict }) => ({ id: criterion.id, verdict, notes: [] }));
  return rescore(judged, personal, rubric, lens);
}

import { nameDiagramParts } from "#domain/diagram/name-parts";
import { parseScene } from "#domain/diagram/parse-scene";
import { readDiagram } from "#domain/diagram/read-diagram";
import { BANDS } from "#domain/problems/calibration.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { formatPath } from "./content-error";
import { readDebrief } from "./read-debrief";
import type { ContentIssue } from "./content-error";
import type { ReadCalibration } from "./read-calibration";
import type { ReadProblem } from "./read-problem";

/** Related problems must exist; a problem is not its own relative. */
export function checkRelated(
  { problem, source }: ReadProblem,
  slugs: readonly string[],
  issues: ContentIssue[],
): void {
  problem.head.related.forEach((slug, index) => {
    if (slugs.includes(slug) && source.file !== `problems/${slug}/problem.md`) return;
    issues.push({
      file: source.file,
      line: source.lineOf(["related", index]),
      field: `related[${index}]`,
      message: slugs.includes(slug) ? "is this problem itself" : `no problem is called "${slug}"`,
    });
  });
}

/** A calibration answer labels every criterion, no other, and `partial` only where it is defined. */
export function checkCalibration(
  { answer, source }: ReadCalibration,
  rubric: Rubric,
  issues: ContentIssue[],
): void {
  const { expected } = answer.head;
  const complain = (id: string, message: string): void => {
    const line = source.lineOf(["expected", id]);
    issues.push({ file: source.file, line, field: `expected.${id}`, message });
  };
  const byId = new Map(rubric.criteria.map((criterion) => [criterion.id, criterion]));
  for (const id of byId.keys()) {
    if (expected[id] === undefined) complain(id, "no verdict for this criterion");
  }
  for (const [id, label] of Object.entries(expected)) {
    const criterion = byId.get(id);
    if (!criterion) complain(id, "the rubric has no criterion of this name");
    else if (criterion.partial === undefined && [label].flat().includes("partial")) {
      complain(id, "partial, but the criterion has no partial anchor");
    }
  }
}

/** The debrief of a calibration answer quotes it, names parts of its drawing, and its figures come out. */
export function checkWrittenDebrief(
  { answer, source }: ReadCalibration,
  rubric: Rubric,
  issues: ContentIssue[],
): void {
  const { debrief } = answer.head;
  if (debrief === undefined) return;
  const parts = nameDiagramParts(readDiagram(parseScene(answer.scene).scene));
  const { faults } = readDebrief(debrief, { answers: answer.answers, parts });
  const known = new Set(rubric.criteria.map(({ id }) => id));
  const unknown = debrief.points.flatMap(({ criterionIds }, index) =>
    criterionIds
      .filter((id) => !known.has(id))
      .map((id) => ({
        path: ["points", index, "criterionIds"],
        message: `the rubric has no criterion "${id}"`,
      })),
  );
  for (const { path, message } of [...faults, ...unknown]) {
    const field = ["debrief", ...path];
    const line = source.lineOf(field);
    issues.push({ file: source.file, line, field: formatPath(field), message });
  }
}

/** Without these a rubric has not shown that it tells answers apart. */
const NEEDED_BANDS = BANDS.filter((band) => band !== "good");

/** Every problem ships an answer of each band: a rubric that can't tell them apart is no rubric. */
export function checkBands(
  folder: string,
  calibration: readonly ReadCalibration[],
): ContentIssue[] {
  return NEEDED_BANDS.filter(
    (band) => !calibration.some(({ answer }) => answer.head.band === band),
  ).map((band) => ({
    file: folder,
    line: null,
    field: "",
    message: `no answer of the ${band} band`,
  }));
}

import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client";
import { calibrationAnswers } from "../db/tables/authoring";
import { problems, problemVersions, rubrics, rubricVersions } from "../db/tables/content";
import { describeScene } from "./describe-scene";
import { findNewestVersions, problemTextsOf, rubricTextOf } from "./newest-versions";

/** A problem's current versions and calibration answers as files: path in the repository → text. */
export async function getFiles(db: Db, slug: string): Promise<Map<string, string> | null> {
  const [problem] = await db
    .select({ id: problems.id })
    .from(problems)
    .where(eq(problems.slug, slug));
  if (!problem) return null;
  const newest = await findNewestVersions(db, problem.id);
  if (!newest.problem || !newest.rubric) return null;
  const texts = problemTextsOf(newest.problem);
  const folder = `problems/${slug}`;
  const files = new Map([
    [`${folder}/problem.md`, texts.problem],
    [`${folder}/solution.md`, texts.solution],
    [`${folder}/solution.excalidraw`, texts.scene],
    [`rubrics/${slug}.yaml`, rubricTextOf(newest.rubric)],
  ]);
  const answers = await db
    .select()
    .from(calibrationAnswers)
    .where(and(eq(calibrationAnswers.problemId, problem.id), isNull(calibrationAnswers.removedAt)))
    .orderBy(calibrationAnswers.name);
  for (const { name, answerText, sceneText } of answers) {
    files.set(`${folder}/answers/${name}.md`, answerText);
    if (sceneText !== null) files.set(`${folder}/answers/${name}.excalidraw`, sceneText);
  }
  return files;
}

/** What two versions are compared by: texts by name. The drawing is told in words. */
export type ComparedTexts = Record<string, string>;

/** The texts of one version of a problem or of its rubric; null where there is none. */
export async function getVersionTexts(
  db: Db,
  which: { slug: string; of: "problem" | "rubric"; version: number },
): Promise<ComparedTexts | null> {
  if (which.of === "rubric") {
    const [row] = await db
      .select({ body: rubricVersions.body, text: rubricVersions.text })
      .from(rubricVersions)
      .innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
      .innerJoin(problems, eq(problems.id, rubrics.problemId))
      .where(and(eq(problems.slug, which.slug), eq(rubricVersions.version, which.version)));
    return row ? { "rubric.yaml": rubricTextOf(row) } : null;
  }
  const [row] = await db
    .select({ body: problemVersions.body, texts: problemVersions.texts })
    .from(problemVersions)
    .innerJoin(problems, eq(problems.id, problemVersions.problemId))
    .where(and(eq(problems.slug, which.slug), eq(problemVersions.version, which.version)));
  if (!row) return null;
  const { problem, solution, scene } = problemTextsOf(row);
  return {
    "problem.md": problem,
    "solution.md": solution,
    "The drawing as the diagram reader tells it": describeScene(scene) ?? "",
  };
}

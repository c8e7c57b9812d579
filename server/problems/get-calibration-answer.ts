import { and, eq, isNull } from "drizzle-orm";
import { readCalibration } from "../content/read-calibration";
import type { CalibrationAnswer } from "../content/read-calibration";
import type { ContentIssue } from "../content/content-error";
import type { DbOrTx } from "../db/client";
import { calibrationAnswers } from "../db/tables/authoring";
import { problems } from "../db/tables/content";

/** A calibration answer in use, of a problem that isn't archived. */
export function isInUse(slug: string) {
  return and(
    eq(problems.slug, slug),
    isNull(problems.archivedAt),
    isNull(calibrationAnswers.removedAt),
  );
}

/** A calibration answer with its drawing; null where there is none, or none that can be read. */
export async function getCalibrationAnswer(
  db: DbOrTx,
  slug: string,
  name: string,
): Promise<CalibrationAnswer | null> {
  const [row] = await db
    .select({ answer: calibrationAnswers.answerText, scene: calibrationAnswers.sceneText })
    .from(calibrationAnswers)
    .innerJoin(problems, eq(problems.id, calibrationAnswers.problemId))
    .where(and(isInUse(slug), eq(calibrationAnswers.name, name)));
  if (!row || row.scene === null) return null;
  const issues: ContentIssue[] = [];
  const read = readCalibration(
    name,
    { file: `${name}.md`, text: row.answer },
    { file: `${name}.excalidraw`, text: row.scene },
    issues,
  );
  return issues.length > 0 ? null : (read?.answer ?? null);
}

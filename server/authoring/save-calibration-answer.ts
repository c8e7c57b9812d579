import { eq } from "drizzle-orm";
import { calibrationHash } from "../content/calibration-hash";
import { readCalibration } from "../content/read-calibration";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { calibrationAnswers } from "../db/tables/authoring";
import { problems } from "../db/tables/content";
import { noSuchProblem } from "./draft-refusals";
import type { ContentIssue } from "../content/content-error";

/**
 * Stores a calibration answer from the app. The hash of its file stays as it was, so the loader
 * leaves the edit alone until the file itself changes.
 *
 * @returns the faults of the texts; nothing was written where there are any
 * @throws AppError `not_found`
 */
export async function saveCalibrationAnswer(
  db: Db,
  ask: { slug: string; name: string; answer: string; scene: string; userId: string },
): Promise<ContentIssue[]> {
  const issues: ContentIssue[] = [];
  const { slug, name, answer, scene } = ask;
  const path = `problems/${slug}/answers/${name}`;
  readCalibration(
    name,
    { file: `${path}.md`, text: answer },
    { file: `${path}.excalidraw`, text: scene },
    issues,
  );
  if (issues.length > 0) return issues;
  await db.transaction(async (tx) => {
    const [problem] = await tx
      .select({ id: problems.id })
      .from(problems)
      .where(eq(problems.slug, slug))
      .for("update");
    if (!problem) throw noSuchProblem(slug);
    const values = {
      ...{ answerText: answer, sceneText: scene, hash: calibrationHash({ answer, scene }) },
      ...{ source: "app" as const, updatedAt: new Date() },
    };
    const [row] = await tx
      .insert(calibrationAnswers)
      .values({ problemId: problem.id, name, ...values })
      .onConflictDoUpdate({
        target: [calibrationAnswers.problemId, calibrationAnswers.name],
        set: values,
      })
      .returning({ id: calibrationAnswers.id });
    if (!row) throw new Error(`answer ${name} was neither inserted nor found`);
    await writeAudit(tx, {
      actorId: ask.userId,
      action: "calibration.save",
      subjectId: row.id,
      detail: { slug, name },
    });
  });
  return [];
}

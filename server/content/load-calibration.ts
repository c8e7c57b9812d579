import { and, eq, inArray } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { DbOrTx } from "../db/client";
import { calibrationAnswers } from "../db/tables/authoring";
import { calibrationHash } from "./calibration-hash";
import type { CalibrationTexts } from "./read-calibration";

/**
 * Brings a problem's calibration answers to what the files hold, by the rule of versions: a file
 * that is as it was when it was last loaded changes nothing, so an answer edited in the app stays.
 * Where both were changed the file wins, and the audit log says so. An answer whose file is gone
 * goes too, unless it was edited in the app.
 *
 * @returns names of the answers that changed
 */
export async function loadCalibration(
  tx: DbOrTx,
  problemId: string,
  files: readonly ({ name: string } & CalibrationTexts)[],
): Promise<string[]> {
  const stored = await tx
    .select()
    .from(calibrationAnswers)
    .where(eq(calibrationAnswers.problemId, problemId));
  const byName = new Map(stored.map((row) => [row.name, row]));
  const changed: string[] = [];
  for (const { name, answer, scene } of files) {
    const fileHash = calibrationHash({ answer, scene });
    const row = byName.get(name);
    if (row?.fileHash === fileHash) continue;
    if (row?.source === "app" && row.hash !== fileHash) {
      await writeAudit(tx, {
        actorId: null,
        action: "calibration.overwrite",
        subjectId: row.id,
        detail: { name, lostHash: row.hash },
      });
    }
    const texts = { answerText: answer, sceneText: scene, hash: fileHash, fileHash };
    const values = { ...texts, source: "file" as const, updatedAt: new Date() };
    await tx
      .insert(calibrationAnswers)
      .values({ problemId, name, ...values })
      .onConflictDoUpdate({
        target: [calibrationAnswers.problemId, calibrationAnswers.name],
        set: values,
      });
    changed.push(name);
  }
  const gone = stored
    .filter(({ name, source }) => source === "file" && !files.some((file) => file.name === name))
    .map(({ name }) => name);
  if (gone.length > 0) {
    await tx
      .delete(calibrationAnswers)
      .where(
        and(eq(calibrationAnswers.problemId, problemId), inArray(calibrationAnswers.name, gone)),
      );
  }
  return [...changed, ...gone];
}

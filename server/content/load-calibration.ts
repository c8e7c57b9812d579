import { and, eq, inArray } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { DbOrTx } from "../db/client";
import { calibrationAnswers } from "../db/tables/authoring";
import { calibrationHash } from "./calibration-hash";
import type { CalibrationTexts } from "./read-calibration";

/**
 * Names of the answers that changed, of those where a file took the place of an edit, and of those
 * that were only taken out in the app and came back with their file.
 */
export type LoadedCalibration = { changed: string[]; replaced: string[]; putBack: string[] };

/**
 * Brings a problem's calibration answers to what the files hold, by the rule of versions: a file
 * that is as it was when it was last loaded changes nothing, so an answer edited in the app stays.
 * Where both were changed the file wins, the edit is kept beside it, and the audit log says so. An
 * answer that was taken out in the app comes back when its file changes. An answer whose file is
 * gone goes too, unless it was edited in the app.
 */
export async function loadCalibration(
  tx: DbOrTx,
  problemId: string,
  files: readonly ({ name: string } & CalibrationTexts)[],
): Promise<LoadedCalibration> {
  const stored = await tx
    .select()
    .from(calibrationAnswers)
    .where(eq(calibrationAnswers.problemId, problemId));
  const byName = new Map(stored.map((row) => [row.name, row]));
  const loaded: LoadedCalibration = { changed: [], replaced: [], putBack: [] };
  for (const { name, answer, scene } of files) {
    const fileHash = calibrationHash({ answer, scene });
    const row = byName.get(name);
    if (row?.fileHash === fileHash) continue;
    const isEdited = row?.source === "app" && row.hash !== fileHash;
    if (isEdited || row?.removedAt) {
      (isEdited ? loaded.replaced : loaded.putBack).push(name);
      await writeAudit(tx, {
        actorId: null,
        action: "calibration.overwrite",
        subjectId: row.id,
        detail: { name, replacedHash: row.hash, wasRemoved: row.removedAt !== null },
      });
    }
    const edit = isEdited
      ? { answer: row.answerText, scene: row.sceneText, at: new Date().toISOString() }
      : null;
    const values = {
      answerText: answer,
      sceneText: scene,
      hash: fileHash,
      fileHash,
      source: "file" as const,
      updatedAt: new Date(),
      updatedBy: null,
      removedAt: null,
      replaced: edit ?? row?.replaced ?? null,
    };
    await tx
      .insert(calibrationAnswers)
      .values({ problemId, name, ...values })
      .onConflictDoUpdate({
        target: [calibrationAnswers.problemId, calibrationAnswers.name],
        set: values,
      });
    loaded.changed.push(name);
  }
  const gone = stored
    .filter(({ source, removedAt }) => source === "file" || removedAt !== null)
    .filter(({ name, fileHash }) => fileHash !== null && !files.some((file) => file.name === name))
    .map(({ name }) => name);
  if (gone.length > 0) {
    await tx
      .delete(calibrationAnswers)
      .where(
        and(eq(calibrationAnswers.problemId, problemId), inArray(calibrationAnswers.name, gone)),
      );
  }
  loaded.changed.push(...gone);
  return loaded;
}

import { and, eq } from "drizzle-orm";
import { calibrationHash } from "../content/calibration-hash";
import type { ContentIssue } from "../content/content-error";
import { readCalibration } from "../content/read-calibration";
import { writeAnswerFile } from "../content/write-answer-file";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { calibrationAnswers } from "../db/tables/authoring";
import type { SaveAnswer } from "./answer.schema";
import { lockOpenDraft } from "./lock-open-draft";
import { belongsTo, ownerColumns } from "./stored-answers";

export type SavedAnswer =
  | { status: "saved"; hash: string }
  /** Nothing was written: what the texts lack. */
  | { status: "invalid"; issues: ContentIssue[] }
  /** Nothing was written: somebody saved, added or took out this answer in between. */
  | { status: "conflict"; savedBy: string | null; hash: string | null };

/**
 * Stores a calibration answer from the app, if it still stands as the author found it. The hash of
 * its file stays as it was, so the loader leaves the edit alone until the file itself changes. An
 * answer that was taken out comes back when one of its name is added.
 *
 * @throws AppError `not_found`; `gone` when the draft was published or discarded
 */
export async function saveCalibrationAnswer(
  db: Db,
  ask: { draftId: string; userId: string; save: SaveAnswer },
): Promise<SavedAnswer> {
  const { name, baseHash, head, answers, scene } = ask.save;
  return db.transaction(async (tx) => {
    const draft = await lockOpenDraft(tx, ask.draftId);
    const row = await findAnswer(tx, draft, name);
    const standingHash = row && row.removedAt === null ? row.hash : null;
    if (standingHash !== baseHash) {
      return { status: "conflict", savedBy: row?.savedBy ?? null, hash: standingHash };
    }
    const answerText = writeAnswerFile(head, answers, row?.answerText);
    const issues = listFaults(draft.slug, name, answerText, scene);
    if (issues.length > 0) return { status: "invalid", issues };
    const hash = calibrationHash({ answer: answerText, scene });
    if (hash === standingHash) return { status: "saved", hash };
    const values = {
      ...{ answerText, sceneText: scene, hash, removedAt: null },
      ...{ source: "app" as const, updatedAt: new Date(), updatedBy: ask.userId },
    };
    const [saved] = row
      ? await tx
          .update(calibrationAnswers)
          .set(values)
          .where(eq(calibrationAnswers.id, row.id))
          .returning({ id: calibrationAnswers.id })
      : await tx
          .insert(calibrationAnswers)
          .values({ ...ownerColumns(draft), name, ...values })
          .returning({ id: calibrationAnswers.id });
    if (!saved) throw new Error(`answer ${name} was neither inserted nor found`);
    await writeAudit(tx, {
      actorId: ask.userId,
      action: "calibration.save",
      subjectId: saved.id,
      detail: { slug: draft.slug, name, isNew: standingHash === null },
    });
    return { status: "saved", hash };
  });
}

async function findAnswer(
  tx: DbOrTx,
  draft: { id: string; problemId: string | null },
  name: string,
) {
  const [row] = await tx
    .select({
      id: calibrationAnswers.id,
      hash: calibrationAnswers.hash,
      answerText: calibrationAnswers.answerText,
      removedAt: calibrationAnswers.removedAt,
      savedBy: users.name,
    })
    .from(calibrationAnswers)
    .leftJoin(users, eq(users.id, calibrationAnswers.updatedBy))
    .where(and(belongsTo(draft), eq(calibrationAnswers.name, name)))
    .for("update", { of: calibrationAnswers });
  return row ?? null;
}

function listFaults(slug: string, name: string, answer: string, scene: string): ContentIssue[] {
  const issues: ContentIssue[] = [];
  const path = `problems/${slug}/answers/${name}`;
  readCalibration(
    name,
    { file: `${path}.md`, text: answer },
    { file: `${path}.excalidraw`, text: scene },
    issues,
  );
  return issues;
}

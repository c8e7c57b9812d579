import { and, eq } from "drizzle-orm";
import { calibrationHash } from "../content/calibration-hash";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { calibrationAnswers } from "../db/tables/authoring";
import { AppError } from "../errors";
import { lockOpenDraft } from "./lock-open-draft";
import { belongsTo } from "./stored-answers";

type Ask = { draftId: string; userId: string; name: string };
type AnswerRow = typeof calibrationAnswers.$inferSelect;

/**
 * Takes a calibration answer out of its problem. The row stays: it can be put back, and its file
 * does not bring it back until the file itself changes.
 *
 * @param ask.baseHash of the answer as the author saw it
 * @throws AppError `not_found`; `gone` when the draft is closed; `conflict` when it was saved since
 */
export async function removeCalibrationAnswer(
  db: Db,
  ask: Ask & { baseHash: string },
): Promise<void> {
  await change(db, ask, "calibration.remove", (row) => {
    if (row.removedAt !== null) throw noSuchAnswer(ask.name);
    if (row.hash !== ask.baseHash) {
      throw new AppError("conflict", {
        message: `answer ${ask.name} was saved since`,
        userMessage: "Someone saved this answer since you opened it. Review it once more.",
      });
    }
    return { removedAt: new Date() };
  });
}

/** Puts back an answer that was taken out. @throws as `removeCalibrationAnswer` */
export async function restoreCalibrationAnswer(db: Db, ask: Ask): Promise<void> {
  await change(db, ask, "calibration.restore", (row) => {
    if (row.removedAt === null) throw noSuchAnswer(ask.name);
    return { removedAt: null };
  });
}

/**
 * Decides about an answer edited in the app that a newer file replaced: the edit comes back, or the
 * file stays. @throws as `removeCalibrationAnswer`
 */
export async function settleReplacedAnswer(db: Db, ask: Ask & { keep: "edit" | "file" }) {
  await change(db, ask, `calibration.keep_${ask.keep}`, (row) => {
    if (row.replaced === null) throw noSuchAnswer(ask.name);
    if (ask.keep === "file") return { replaced: null };
    const { answer, scene } = row.replaced;
    return {
      answerText: answer,
      sceneText: scene,
      replaced: null,
      removedAt: null,
      hash: calibrationHash({ answer, scene: scene ?? "" }),
      source: "app",
    };
  });
}

async function change(
  db: Db,
  ask: Ask,
  action: string,
  decide: (row: AnswerRow) => Partial<AnswerRow>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const draft = await lockOpenDraft(tx, ask.draftId);
    const row = await requireAnswer(tx, draft, ask.name);
    await tx
      .update(calibrationAnswers)
      .set({ ...decide(row), updatedBy: ask.userId, updatedAt: new Date() })
      .where(eq(calibrationAnswers.id, row.id));
    await writeAudit(tx, {
      actorId: ask.userId,
      action,
      subjectId: row.id,
      detail: { slug: draft.slug, name: ask.name },
    });
  });
}

async function requireAnswer(
  tx: DbOrTx,
  draft: { id: string; problemId: string | null },
  name: string,
): Promise<AnswerRow> {
  const [row] = await tx
    .select()
    .from(calibrationAnswers)
    .where(and(belongsTo(draft), eq(calibrationAnswers.name, name)))
    .for("update");
  if (!row) throw noSuchAnswer(name);
  return row;
}

function noSuchAnswer(name: string): AppError {
  return new AppError("not_found", {
    message: `no answer ${name}`,
    userMessage: "That calibration answer no longer exists.",
  });
}

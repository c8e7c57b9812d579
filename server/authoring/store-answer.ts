import { and, eq } from "drizzle-orm";
import { calibrationHash } from "../content/calibration-hash";
import { writeAudit } from "../db/audit";
import type { DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { calibrationAnswers } from "../db/tables/authoring";
import { belongsTo, ownerColumns } from "./stored-answers";

type Draft = { id: string; slug: string; problemId: string | null };

export type StandingAnswer = {
  id: string;
  answerText: string;
  sceneText: string | null;
  savedBy: string | null;
  /** Null where it was taken out. */
  hash: string | null;
};

/** A draft's answer of this name, locked until the transaction ends; null where there is none. */
export async function lockAnswer(
  tx: DbOrTx,
  draft: Draft,
  name: string,
): Promise<StandingAnswer | null> {
  const [row] = await tx
    .select({
      id: calibrationAnswers.id,
      hash: calibrationAnswers.hash,
      answerText: calibrationAnswers.answerText,
      sceneText: calibrationAnswers.sceneText,
      removedAt: calibrationAnswers.removedAt,
      savedBy: users.name,
    })
    .from(calibrationAnswers)
    .leftJoin(users, eq(users.id, calibrationAnswers.updatedBy))
    .where(and(belongsTo(draft), eq(calibrationAnswers.name, name)))
    .for("update", { of: calibrationAnswers });
  if (!row) return null;
  const { removedAt, hash, ...rest } = row;
  return { ...rest, hash: removedAt === null ? hash : null };
}

/**
 * Stores the two texts of an answer in the place of the standing one, or as a new one, with an entry
 * in the audit log; nothing is written where they are what stands.
 *
 * @returns their hash
 */
export async function storeAnswer(
  tx: DbOrTx,
  draft: Draft,
  standing: StandingAnswer | null,
  answer: { name: string; answerText: string; scene: string; userId: string },
): Promise<string> {
  const { name, answerText, scene, userId } = answer;
  const hash = calibrationHash({ answer: answerText, scene });
  if (hash === standing?.hash) return hash;
  const values = {
    answerText,
    sceneText: scene,
    hash,
    removedAt: null,
    source: "app" as const,
    updatedAt: new Date(),
    updatedBy: userId,
  };
  const [saved] = standing
    ? await tx
        .update(calibrationAnswers)
        .set(values)
        .where(eq(calibrationAnswers.id, standing.id))
        .returning({ id: calibrationAnswers.id })
    : await tx
        .insert(calibrationAnswers)
        .values({ ...ownerColumns(draft), name, ...values })
        .returning({ id: calibrationAnswers.id });
  if (!saved) throw new Error(`answer ${name} was neither inserted nor found`);
  await writeAudit(tx, {
    actorId: userId,
    action: "calibration.save",
    subjectId: saved.id,
    detail: { slug: draft.slug, name, isNew: standing === null || standing.hash === null },
  });
  return hash;
}

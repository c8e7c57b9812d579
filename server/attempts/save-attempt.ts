import { and, eq, sql } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { attempts, revisions } from "../db/tables/attempts";
import { parseScene } from "../diagram/scene.schema";
import type { Scene, SceneNotice } from "../diagram/scene.schema";
import { GRACE_MS, isOver, requireOwnAttempt } from "./own-attempt";
import type { OwnAttempt } from "./own-attempt";
import { saveOutcomeSchema } from "./save.schema";
import type { Save, SaveOutcome as Outcome, SaveReply } from "./save.schema";
import { saveTexts } from "./save-texts";
import { mergeScene } from "./scene-store";

/**
 * Merges one save and answers only after the commit: what the reply says is durable. The same
 * `(clientId, seq)` again gets the same reply and changes nothing. After the deadline (plus a short
 * grace) or the submit, the save is kept as a late revision and is not part of what is graded.
 * @throws AppError `not_found` for an attempt that is not this person's
 */
export async function saveAttempt(
  db: Db,
  input: { attemptId: string; userId: string; save: Save },
): Promise<SaveReply> {
  const { attemptId, save } = input;
  return db.transaction(async (tx) => {
    const attempt = await requireOwnAttempt(tx, input, { lock: true });
    const earlier = await getReply(tx, attemptId, save);
    if (earlier) return dress(earlier, save, attempt);
    const parsed = parseScene({ elements: save.elements, files: save.files });
    const dropped = [...parsed.dropped, ...parsed.notices];
    const outcome: Outcome = isOver(attempt, GRACE_MS)
      ? { outcome: "late", revisions: {}, resend: [], conflicts: [], dropped }
      : await merge(tx, attemptId, save, parsed.scene, dropped);
    const kind =
      outcome.outcome === "late" ? "late" : outcome.conflicts.length > 0 ? "conflict" : "save";
    await tx.insert(revisions).values({
      attemptId,
      clientId: save.clientId,
      seq: save.seq,
      kind,
      payload: {
        texts: save.texts,
        elements: parsed.scene.elements,
        fileIds: Object.keys(parsed.scene.files),
      },
      reply: outcome,
    });
    return dress(outcome, save, attempt);
  });
}

async function merge(
  tx: DbOrTx,
  attemptId: string,
  save: Save,
  scene: Scene,
  dropped: SceneNotice[],
): Promise<Outcome> {
  const refused = await mergeScene(tx, attemptId, scene);
  const texts = await saveTexts(tx, attemptId, save);
  await tx
    .update(attempts)
    .set({ revision: sql`${attempts.revision} + 1` })
    .where(eq(attempts.id, attemptId));
  return { outcome: "saved", ...texts, dropped: [...dropped, ...refused] };
}

async function getReply(tx: DbOrTx, attemptId: string, save: Save): Promise<Outcome | null> {
  const [row] = await tx
    .select({ reply: revisions.reply })
    .from(revisions)
    .where(
      and(
        eq(revisions.attemptId, attemptId),
        eq(revisions.clientId, save.clientId),
        eq(revisions.seq, save.seq),
      ),
    );
  if (!row) return null;
  return saveOutcomeSchema.parse(row.reply);
}

function dress(outcome: Outcome, save: Save, attempt: OwnAttempt): SaveReply {
  return {
    ...outcome,
    seq: save.seq,
    serverNow: new Date().toISOString(),
    deadlineAt: attempt.deadlineAt?.toISOString() ?? null,
  };
}

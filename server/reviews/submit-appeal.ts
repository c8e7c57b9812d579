import { and, desc, eq } from "drizzle-orm";
import { requireOwnAttempt } from "../attempts/own-attempt";
import { getScene } from "../attempts/scene-store";
import { getAnswers } from "../attempts/get-answers";
import { getExchanges } from "../attempts/get-exchanges";
import { writeAudit } from "../db/audit";
import { hasReviewer } from "../accounts/has-reviewer";
import type { Db, DbOrTx } from "../db/client";
import { grades } from "../db/tables/grades";
import { appeals } from "../db/tables/reviews";
import { AppError } from "../errors";
import { repliesOf } from "#domain/attempts/turn.schema";
import type { AppealInput, Place } from "#domain/reviews/review.schema";
import { findStanding, requireJudged } from "./standing-override";

/**
 * "I said it here": the candidate points at a place of their own work for a criterion that is not
 * met. One a criterion and grade.
 * @returns id of the appeal
 * @throws AppError `not_found`; `bad_request` when the place is not in the work; `conflict` when the
 *   grade is not the newest, the criterion is met, or it was appealed already
 */
export async function submitAppeal(
  db: Db,
  who: { attemptId: string; userId: string },
  { gradeId, criterionId, note, place, ownVerdict = null }: AppealInput,
): Promise<string> {
  // Where somebody reviews, the verdict is theirs to give.
  const own = (await hasReviewer(db, who.userId)) ? null : ownVerdict;
  return db.transaction(async (tx) => {
    const attempt = await requireOwnAttempt(tx, who, { lock: true });
    if (attempt.kind === "drill") throw refused("Reviewers don’t read drills. Take it again.");
    await requireNewestGraded(tx, attempt.id, gradeId);
    const judged = await requireJudged(tx, { attemptId: attempt.id, gradeId, criterionId });
    const standing = await findStanding(tx, attempt.id, criterionId);
    if ((standing?.verdict ?? judged) === "met") throw refused("This criterion is met.");
    const columns = await findPlace(tx, attempt.id, place);
    const [appeal] = await tx
      .insert(appeals)
      .values({ attemptId: attempt.id, gradeId, criterionId, note, ownVerdict: own, ...columns })
      .onConflictDoNothing()
      .returning({ id: appeals.id });
    if (!appeal) throw refused("You have already challenged this criterion.");
    await writeAudit(tx, {
      actorId: who.userId,
      action: "appeal.submit",
      subjectId: appeal.id,
      detail: { attemptId: attempt.id, criterionId },
    });
    return appeal.id;
  });
}

export function refused(userMessage: string): AppError {
  return new AppError("conflict", { message: `appeal refused: ${userMessage}`, userMessage });
}

export async function requireNewestGraded(
  tx: DbOrTx,
  attemptId: string,
  gradeId: string,
): Promise<void> {
  const [newest] = await tx
    .select({ id: grades.id })
    .from(grades)
    .where(and(eq(grades.attemptId, attemptId), eq(grades.status, "graded")))
    .orderBy(desc(grades.version))
    .limit(1);
  if (newest?.id === gradeId) return;
  throw refused("There is a newer grade now. Look at its verdict first.");
}

type PlaceColumns = Pick<
  typeof appeals.$inferInsert,
  "section" | "turn" | "startOffset" | "endOffset" | "elementIds"
>;

/** The place as it is stored. It must be in the work, or a reviewer would be sent to nothing. */
async function findPlace(tx: DbOrTx, attemptId: string, place: Place): Promise<PlaceColumns> {
  const found = await lookUp(tx, attemptId, place);
  if (found !== null) return found;
  throw new AppError("bad_request", {
    message: `appeal on attempt ${attemptId} points at no place of the work`,
    userMessage: "That place is not in your answer. Choose a sentence or a part of the drawing.",
  });
}

async function lookUp(tx: DbOrTx, attemptId: string, place: Place): Promise<PlaceColumns | null> {
  switch (place.kind) {
    case "drawing": {
      const { elements } = await getScene(tx, attemptId);
      const visible = new Set(elements.filter(({ isDeleted }) => !isDeleted).map(({ id }) => id));
      const isThere = place.elementIds.every((id) => visible.has(id));
      return isThere ? { elementIds: [...new Set(place.elementIds)] } : null;
    }
    case "text": {
      const { section } = place;
      const text = (await getAnswers(tx, attemptId))[section];
      return isIn(text, place) ? { section, ...toOffsets(place) } : null;
    }
    case "reply": {
      const replies = repliesOf(await getExchanges(tx, attemptId));
      const said = replies.find(({ turn }) => turn === place.turn);
      if (!said || !isIn(said.reply, place)) return null;
      return { section: said.section, turn: said.turn, ...toOffsets(place) };
    }
  }
}

type Stretch = { start: number; end: number };

function isIn(text: string, { start, end }: Stretch): boolean {
  return end <= text.length && text.slice(start, end).trim() !== "";
}

function toOffsets({ start, end }: Stretch) {
  return { startOffset: start, endOffset: end };
}

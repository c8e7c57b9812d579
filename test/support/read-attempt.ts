import { desc, eq } from "drizzle-orm";
import { getAnswers } from "#server/attempts/get-answers";
import { getScene } from "#server/attempts/scene-store";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Db } from "#server/db/client";
import { attempts } from "#server/db/tables/attempts";

export type ReadAttempt = {
  id: string;
  status: "in_progress" | "submitted";
  answers: Answers;
  /** The words on the boxes that are drawn, as they were typed: the editor breaks lines as it likes. */
  labels: string[];
};

/** The attempt that was started last, as the database holds it. */
export async function readLastAttempt(db: Db): Promise<ReadAttempt> {
  const [row] = await db
    .select({ id: attempts.id, status: attempts.status })
    .from(attempts)
    .orderBy(desc(attempts.startedAt))
    .limit(1);
  if (!row) throw new Error("nobody has started an attempt");
  const { elements } = await getScene(db, row.id);
  return {
    ...row,
    answers: await getAnswers(db, row.id),
    labels: elements.flatMap((element) =>
      element.type === "text" && !element.isDeleted ? [element.originalText] : [],
    ),
  };
}

/** Ends the time of an attempt as if it had begun long ago. */
export async function endTime(db: Db, attemptId: string): Promise<void> {
  await db
    .update(attempts)
    .set({ deadlineAt: new Date(Date.now() - 60_000) })
    .where(eq(attempts.id, attemptId));
}

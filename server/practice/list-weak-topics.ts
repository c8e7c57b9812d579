import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client";
import { practiceCards } from "../db/tables/practice";
import { readRubrics } from "./rubric-shelf";
import { updateCards } from "./update-cards";

/** How many criteria about each topic a person has missed and not closed since. */
export async function listWeakTopics(db: Db, userId: string): Promise<Record<string, number>> {
  await updateCards(db, userId);
  const cards = await db
    .select({
      criterionId: practiceCards.criterionId,
      rubricVersionId: practiceCards.rubricVersionId,
    })
    .from(practiceCards)
    .where(and(eq(practiceCards.userId, userId), isNull(practiceCards.closedAt)));
  const rubrics = await readRubrics(
    db,
    cards.map(({ rubricVersionId }) => rubricVersionId),
  );
  const weak: Record<string, number> = {};
  for (const { criterionId, rubricVersionId } of cards) {
    const criterion = rubrics.get(rubricVersionId)?.criteria.find(({ id }) => id === criterionId);
    for (const topic of criterion?.topics ?? []) weak[topic] = (weak[topic] ?? 0) + 1;
  }
  return weak;
}

import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { rubrics as rubricsTable, rubricVersions } from "../db/tables/content";
import { cardRefreshes, practiceCards } from "../db/tables/practice";
import { weightOf } from "#domain/rubrics/rubric.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { groupBy } from "./group-by";
import { readGradedMarks, readOwnMarks } from "./read-marks";
import type { Mark } from "./read-marks";
import { readRubrics } from "./rubric-shelf";
import { scheduleCard } from "./schedule-card";

/**
 * Makes a person's cards anew on problems where a verdict has changed or was shown since. The cards
 * follow from all marks, so a re-grade, a review or a second run corrects them and counts nothing
 * twice. Cheap when nothing has changed: one look at an index.
 * @returns how many problems there were
 */
export async function updateCards(db: Db, userId: string): Promise<number> {
  const [asked] = await db
    .select({ id: cardRefreshes.id })
    .from(cardRefreshes)
    .where(eq(cardRefreshes.userId, userId))
    .limit(1);
  if (!asked) return 0;
  return db.transaction(async (tx) => {
    // One at a time for each person: who read earlier must not write later.
    await tx.execute(sql`select from users where id = ${userId} for no key update`);
    const taken = await tx
      .delete(cardRefreshes)
      .where(eq(cardRefreshes.userId, userId))
      .returning({ problemId: cardRefreshes.problemId });
    const problemIds = [...new Set(taken.map(({ problemId }) => problemId))];
    if (problemIds.length > 0) await makeCards(tx, userId, problemIds);
    return problemIds.length;
  });
}

/** The same for people who haven't come by since, `limit` at most. */
export async function updateEverybodysCards(db: Db, limit: number): Promise<number> {
  const people = await db
    .selectDistinct({ userId: cardRefreshes.userId })
    .from(cardRefreshes)
    .limit(limit);
  for (const { userId } of people) await updateCards(db, userId);
  return people.length;
}

async function makeCards(tx: DbOrTx, userId: string, problemIds: string[]): Promise<void> {
  const whose = { userId, problemIds };
  const marks = mergeMarks(await readGradedMarks(tx, whose), await readOwnMarks(tx, whose));
  const newest = await findNewestRubrics(tx, problemIds);
  const rubrics = await readRubrics(tx, [
    ...marks.map(({ rubricVersionId }) => rubricVersionId),
    ...[...newest.values()].map(({ id }) => id),
  ]);
  const byCriterion = groupBy(marks, ({ problemId, criterionId }) => `${problemId} ${criterionId}`);
  const cards = [...byCriterion.values()]
    .flatMap((own) => toCard(userId, own, rubrics))
    .map((card) => ({ ...card, ...closeIfGone(card, newest.get(card.problemId), rubrics) }));
  await tx
    .delete(practiceCards)
    .where(and(eq(practiceCards.userId, userId), inArray(practiceCards.problemId, problemIds)));
  if (cards.length > 0) await tx.insert(practiceCards).values(cards);
}

type NewestRubric = { id: string; createdAt: Date };

/** The version that people who start the problem now are graded by. */
async function findNewestRubrics(
  tx: DbOrTx,
  problemIds: string[],
): Promise<ReadonlyMap<string, NewestRubric>> {
  const rows = await tx
    .selectDistinctOn([rubricsTable.problemId], {
      problemId: rubricsTable.problemId,
      id: rubricVersions.id,
      createdAt: rubricVersions.createdAt,
    })
    .from(rubricsTable)
    .innerJoin(rubricVersions, eq(rubricVersions.rubricId, rubricsTable.id))
    .where(inArray(rubricsTable.problemId, problemIds))
    .orderBy(rubricsTable.problemId, desc(rubricVersions.version));
  return new Map(rows.map(({ problemId, ...version }) => [problemId, version]));
}

/** What the newest rubric no longer asks isn't worth practising; what is known stays known. */
function closeIfGone(
  { criterionId, closedAt }: typeof practiceCards.$inferInsert,
  newest: NewestRubric | undefined,
  rubrics: ReadonlyMap<string, Rubric>,
): { closedAt: Date; goneAt: Date } | null {
  const rubric = newest && rubrics.get(newest.id);
  if (!rubric || closedAt) return null;
  const isAsked = rubric.criteria.some(({ id }) => id === criterionId);
  return isAsked ? null : { closedAt: newest.createdAt, goneAt: newest.createdAt };
}

/** Oldest answer first. Where an attempt has both, what the judge or a reviewer said is the mark. */
function mergeMarks(graded: readonly Mark[], own: readonly Mark[]): Mark[] {
  const judged = new Set(graded.map(({ attemptId, criterionId }) => `${attemptId} ${criterionId}`));
  const rest = own.filter(
    ({ attemptId, criterionId }) => !judged.has(`${attemptId} ${criterionId}`),
  );
  return [...graded, ...rest].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** No card of a criterion of the curveball: it is asked once, in the middle of an interview. */
function toCard(
  userId: string,
  marks: readonly Mark[],
  rubrics: ReadonlyMap<string, Rubric>,
): (typeof practiceCards.$inferInsert)[] {
  // Drills have the rubric of the report that they grow out of.
  const base = marks.findLast(({ kind }) => kind !== "drill");
  if (!base) return [];
  const { problemId, criterionId, rubricVersionId } = base;
  const criterion = rubrics.get(rubricVersionId)?.criteria.find(({ id }) => id === criterionId);
  if (!criterion) return [];
  const state = scheduleCard(
    marks.map(({ at, verdict, level, kind }) => ({
      at,
      verdict,
      level,
      isDrill: kind === "drill",
    })),
    criterion.level,
  );
  if (!state) return [];
  return [
    {
      userId,
      problemId,
      criterionId,
      baseId: base.attemptId,
      rubricVersionId,
      section: criterion.section,
      level: criterion.level,
      weight: weightOf(criterion, base.lens),
      ...state,
    },
  ];
}

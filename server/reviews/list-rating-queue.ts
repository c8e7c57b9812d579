import { and, count, desc, eq, isNull, ne, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { problems, problemVersions, rubricVersions, versionTitle } from "../db/tables/content";
import { ratings } from "../db/tables/reviews";
import type { Lens, Level } from "#domain/problems/scale";
import { hasReviewed } from "./agreement/blind";

/** An attempt to rate or rated. The candidate is not named: a rating is of the answer. ISO 8601. */
export type RatingCard = {
  attemptId: string;
  slug: string;
  title: string;
  level: Level;
  lens: Lens;
  submittedAt: string;
  /** Finished ratings by others. */
  others: number;
};

export type OwnRatingCard = RatingCard & {
  startedAt: string;
  finishedAt: string | null;
  /** Marks given, of how many criteria. */
  marked: number;
  of: number;
};

export type RatingQueue = {
  /** Begun and not finished, the newest first; then those finished. */
  open: OwnRatingCard[];
  finished: OwnRatingCard[];
  waiting: RatingCard[];
  /** All that wait; `waiting` holds the first of them. */
  waitingCount: number;
};

const MAX_WAITING = 50;
const MAX_OWN = 200;

/**
 * A reviewer's blind ratings, and the graded attempts that they may rate: not their own, not rated by
 * them, and their judge's marks not seen. Those that one other person has rated come first, since a second rating there
 * also says how far two people agree; then those that nobody has rated, newest first.
 */
export async function listRatingQueue(db: Db, raterId: string): Promise<RatingQueue> {
  const [own, waiting, waitingCount] = await Promise.all([
    listOwn(db, raterId),
    listWaiting(db, raterId),
    countWaiting(db, raterId),
  ]);
  return {
    open: own.filter(({ finishedAt }) => finishedAt === null),
    finished: own.filter(({ finishedAt }) => finishedAt !== null),
    waiting,
    waitingCount,
  };
}

const CARD = {
  attemptId: attempts.id,
  slug: problems.slug,
  title: versionTitle,
  level: attempts.level,
  lens: attempts.lens,
  submittedAt: sql<Date>`${attempts.submittedAt}`.mapWith(attempts.submittedAt),
};

function countOthers(raterId: string) {
  return sql<number>`(select count(*)::int from ratings as other
    where other.attempt_id = ${attempts.id} and other.rater_id <> ${raterId}
      and other.finished_at is not null)`;
}

async function listOwn(db: Db, raterId: string): Promise<OwnRatingCard[]> {
  const rows = await db
    .select({
      ...CARD,
      others: countOthers(raterId),
      startedAt: ratings.startedAt,
      finishedAt: ratings.finishedAt,
      marked: sql<number>`(select count(*)::int from rating_marks where rating_id = ${ratings.id})`,
      of: sql<number>`jsonb_array_length(${rubricVersions.body} -> 'criteria')`,
    })
    .from(ratings)
    .innerJoin(attempts, eq(attempts.id, ratings.attemptId))
    .innerJoin(problems, eq(problems.id, attempts.problemId))
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .innerJoin(rubricVersions, eq(rubricVersions.id, attempts.rubricVersionId))
    .where(eq(ratings.raterId, raterId))
    .orderBy(desc(ratings.startedAt))
    .limit(MAX_OWN);
  return rows.map((row) => ({
    ...row,
    submittedAt: row.submittedAt.toISOString(),
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }));
}

/** Graded, of somebody else, not rated by this person, who has not seen the judge's marks. */
function waitsFor(raterId: string) {
  return and(
    eq(attempts.status, "submitted"),
    ne(attempts.kind, "drill"),
    ne(attempts.userId, raterId),
    isNull(ratings.id),
    sql`exists (select from grades where attempt_id = ${attempts.id} and status = 'graded')`,
    sql`not ${hasReviewed(attempts.id, raterId)}`,
  );
}

function ownRating(raterId: string) {
  return and(eq(ratings.attemptId, attempts.id), eq(ratings.raterId, raterId));
}

function byOthers(others: SQL): SQL {
  return sql`case ${others} when 1 then 0 when 0 then 1 else 2 end`;
}

async function listWaiting(db: Db, raterId: string): Promise<RatingCard[]> {
  const others = countOthers(raterId);
  // Chosen first and named after: a title lies in a large body, unpacked here for one page of rows.
  const chosen = db
    .select({ id: attempts.id, others: others.as("others") })
    .from(attempts)
    .leftJoin(ratings, ownRating(raterId))
    .where(waitsFor(raterId))
    .orderBy(byOthers(others), desc(attempts.submittedAt))
    .limit(MAX_WAITING)
    .as("chosen");
  const rows = await db
    .select({ ...CARD, others: chosen.others })
    .from(chosen)
    .innerJoin(attempts, eq(attempts.id, chosen.id))
    .innerJoin(problems, eq(problems.id, attempts.problemId))
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .orderBy(byOthers(sql`${chosen.others}`), desc(attempts.submittedAt));
  return rows.map((row) => ({ ...row, submittedAt: row.submittedAt.toISOString() }));
}

async function countWaiting(db: Db, raterId: string): Promise<number> {
  const [row] = await db
    .select({ all: count() })
    .from(attempts)
    .leftJoin(ratings, ownRating(raterId))
    .where(waitsFor(raterId));
  return row?.all ?? 0;
}

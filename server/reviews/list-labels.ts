import { desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { attempts } from "../db/tables/attempts";
import { problems, problemVersions, rubricVersions, versionTitle } from "../db/tables/content";
import { ratings, reviews } from "../db/tables/reviews";
import type { Level } from "#domain/problems/scale";
import { newestGradeOf } from "./agreement/newest-grade";

/** An attempt that a person has labelled. Times are ISO 8601. */
export type LabelCard = {
  attemptId: string;
  /** Null: labelled by the signature under the grade. */
  ratingId: string | null;
  slug: string;
  title: string;
  level: Level;
  rubricVersion: number;
  /** A newer version of the rubric may ask for labels that these are not. */
  isCurrentRubric: boolean;
  by: string;
  at: string;
};

const MAX_LABELS = 200;

/** Finished ratings and signatures under the newest grade, the newest first. */
export async function listLabels(db: Db): Promise<LabelCard[]> {
  const rows = [...(await listRated(db)), ...(await listSigned(db))];
  return rows
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, MAX_LABELS)
    .map((row) => ({ ...row, at: row.at.toISOString() }));
}

const CARD = {
  attemptId: attempts.id,
  slug: problems.slug,
  title: versionTitle,
  level: attempts.level,
  rubricVersion: rubricVersions.version,
  isCurrentRubric: sql<boolean>`not exists (select from rubric_versions as newer
    where newer.rubric_id = ${rubricVersions.rubricId} and newer.version > ${rubricVersions.version})`,
  by: users.name,
};

function listRated(db: Db) {
  return db
    .select({
      ...CARD,
      ratingId: sql<string | null>`${ratings.id}`,
      at: sql<Date>`${ratings.finishedAt}`.mapWith(ratings.finishedAt),
    })
    .from(ratings)
    .innerJoin(attempts, eq(attempts.id, ratings.attemptId))
    .innerJoin(users, eq(users.id, ratings.raterId))
    .innerJoin(problems, eq(problems.id, attempts.problemId))
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .innerJoin(rubricVersions, eq(rubricVersions.id, attempts.rubricVersionId))
    .where(isNotNull(ratings.finishedAt))
    .orderBy(desc(ratings.finishedAt))
    .limit(MAX_LABELS);
}

function listSigned(db: Db) {
  return db
    .select({
      ...CARD,
      ratingId: sql<string | null>`null`,
      at: sql<Date>`${reviews.signedAt}`.mapWith(reviews.signedAt),
    })
    .from(reviews)
    .innerJoin(attempts, eq(attempts.id, reviews.attemptId))
    .innerJoin(users, eq(users.id, reviews.signedBy))
    .innerJoin(problems, eq(problems.id, attempts.problemId))
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .innerJoin(rubricVersions, eq(rubricVersions.id, attempts.rubricVersionId))
    .where(eq(reviews.signedGradeId, newestGradeOf(attempts.id)))
    .orderBy(desc(reviews.signedAt))
    .limit(MAX_LABELS);
}

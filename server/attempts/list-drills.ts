import { and, desc, eq, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { problems, problemVersions, versionTitle } from "../db/tables/content";
import { criterionVerdicts, grades } from "../db/tables/grades";
import { reviewSights, selfMarks, selfRatings } from "../db/tables/reviews";
import type { Verdict } from "#domain/grading/verdicts";
import type { SectionId } from "#domain/problems/scale";

/** One line of a candidate's drills. Times are ISO 8601. */
export type DrillCard = {
  id: string;
  slug: string;
  title: string;
  section: SectionId;
  /** How many criteria it practises. */
  of: number;
  status: "in_progress" | "submitted";
  gradeStatus: "queued" | "running" | "graded" | "needs_attention" | null;
  /** Whose verdicts these are; null while there are none to show. */
  by: "judge" | "estimate" | "self" | null;
  verdicts: Verdict[];
  startedAt: string;
  submittedAt: string | null;
};

const MAX_DRILLS = 200;

/** A person's drills, newest first. */
export async function listDrills(db: Db, userId: string): Promise<DrillCard[]> {
  const shown = db
    .select({ id: grades.id, status: grades.status, isEstimate: grades.isEstimate })
    .from(grades)
    .where(eq(grades.attemptId, attempts.id))
    .orderBy(sql`${grades.status} = 'graded' desc`, desc(grades.version))
    .limit(1)
    .as("shown");
  const rows = await db
    .select({
      id: attempts.id,
      slug: problems.slug,
      title: versionTitle,
      section: attempts.focusSection,
      of: sql<number>`cardinality(${attempts.focusCriteria})`,
      status: attempts.status,
      gradeStatus: shown.status,
      isEstimate: shown.isEstimate,
      isSeen: sql<boolean>`${reviewSights.personId} is not null`,
      judged: sql<Verdict[]>`to_jsonb(array(select ${criterionVerdicts.verdict}::text
        from ${criterionVerdicts} where ${criterionVerdicts.gradeId} = ${shown.id}
        order by ${criterionVerdicts.position}))`,
      isMarked: sql<boolean>`${selfRatings.finishedAt} is not null`,
      marked: sql<Verdict[]>`to_jsonb(array(select ${selfMarks.verdict}::text
        from ${selfMarks} where ${selfMarks.attemptId} = ${attempts.id}
        order by ${selfMarks.criterionId}))`,
      startedAt: attempts.startedAt,
      submittedAt: attempts.submittedAt,
    })
    .from(attempts)
    .innerJoin(problems, eq(problems.id, attempts.problemId))
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .leftJoinLateral(shown, sql`true`)
    .leftJoin(selfRatings, eq(selfRatings.attemptId, attempts.id))
    .leftJoin(
      reviewSights,
      and(eq(reviewSights.attemptId, attempts.id), eq(reviewSights.personId, attempts.userId)),
    )
    .where(and(eq(attempts.userId, userId), eq(attempts.kind, "drill")))
    .orderBy(desc(attempts.startedAt))
    .limit(MAX_DRILLS);
  return rows.flatMap(({ section, isSeen, isEstimate, judged, isMarked, marked, ...row }) => {
    if (section === null) return [];
    const said = whoseVerdicts({ isJudged: isSeen && judged.length > 0, isEstimate, isMarked });
    return {
      ...row,
      section,
      by: said,
      verdicts: said === null ? [] : said === "self" ? marked : judged,
      startedAt: row.startedAt.toISOString(),
      submittedAt: row.submittedAt?.toISOString() ?? null,
    };
  });
}

/** A judge's before one's own: both are never told as one. */
function whoseVerdicts(row: {
  isJudged: boolean;
  isEstimate: boolean | null;
  isMarked: boolean;
}): DrillCard["by"] {
  if (row.isJudged) return row.isEstimate === true ? "estimate" : "judge";
  return row.isMarked ? "self" : null;
}

import { sql } from "drizzle-orm";
import type { Db } from "../db/client";

export type AuthoredProblem = {
  slug: string;
  /** Null for a draft of a problem that is not published yet. */
  title: string | null;
  problemVersion: number | null;
  rubricVersion: number | null;
  /** The newest version of either came from an author in the app. */
  isEditedInApp: boolean;
  answerCount: number;
  draft: { id: string; revision: number; updatedBy: string; updatedAt: string } | null;
};

/** All problems by name, published ones and those that are only a draft yet. */
export async function listAuthoredProblems(db: Db): Promise<AuthoredProblem[]> {
  const rows = await db.execute<AuthoredProblem>(sql`
    select coalesce(problems.slug, open.slug) as slug,
      newest_problem.title, newest_problem.version as "problemVersion",
      newest_rubric.version as "rubricVersion",
      coalesce(newest_problem.source = 'app' or newest_rubric.source = 'app', false) as "isEditedInApp",
      (select count(*)::int from calibration_answers where removed_at is null
        and (problem_id = problems.id or draft_id = open.id)) as "answerCount",
      case when open.id is null then null else jsonb_build_object(
        'id', open.id, 'revision', open.revision, 'updatedAt', open.updated_at,
        'updatedBy', (select name from users where users.id = open.updated_by)) end as draft
    from problems
    full join (
      select * from drafts where published_at is null and discarded_at is null
    ) as open on open.slug = problems.slug
    left join lateral (
      select version, source, head ->> 'title' as title from problem_versions
      where problem_id = problems.id order by version desc limit 1
    ) as newest_problem on true
    left join lateral (
      select rubric_versions.version, rubric_versions.source from rubric_versions
      join rubrics on rubrics.id = rubric_versions.rubric_id
      where rubrics.problem_id = problems.id order by rubric_versions.version desc limit 1
    ) as newest_rubric on true
    order by 1`);
  return [...rows];
}

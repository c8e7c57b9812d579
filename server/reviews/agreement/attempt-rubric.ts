import { eq, sql } from "drizzle-orm";
import { metCurveball } from "../../attempts/curveball";
import type { OwnAttempt } from "../../attempts/own-attempt";
import type { DbOrTx } from "../../db/client";
import { problemVersions, rubricVersions } from "../../db/tables/content";
import type { Verdict } from "#domain/grading/verdicts";
import { rubricFor, rubricOfAttempt } from "#domain/rubrics/rubric.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";

/**
 * The rubric that a submitted attempt is judged by: with the criteria of the curveball where it came
 * before the end, of a drill its own criteria. Reads nothing of a grade.
 */
export async function requireAttemptRubric(db: DbOrTx, attempt: OwnAttempt): Promise<Rubric> {
  const [row] = await db
    .select({
      rubric: rubricVersions.body,
      curveballAt: sql<number | null>`(${problemVersions.body} #>> '{head,curveball,at}')::float8`,
    })
    .from(problemVersions)
    .innerJoin(rubricVersions, eq(rubricVersions.id, attempt.rubricVersionId))
    .where(eq(problemVersions.id, attempt.problemVersionId));
  if (!row) throw new Error(`the content of attempt ${attempt.id} is gone`);
  const { rubric, curveballAt } = row;
  const isMet = curveballAt !== null && metCurveball(attempt, curveballAt);
  return rubricOfAttempt(rubric, { metCurveball: isMet, focusCriteria: attempt.focusCriteria });
}

/** The rubric that a grade went by, told by the criteria that it has verdicts on. */
export function rubricOfGrade(rubric: Rubric, judged: ReadonlyMap<string, Verdict>): Rubric {
  const isMet = rubric.curveball?.some(({ id }) => judged.has(id)) ?? false;
  return rubricFor(rubric, { metCurveball: isMet });
}

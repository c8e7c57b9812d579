import { eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { rubricVersions } from "../db/tables/content";
import { grades } from "../db/tables/grades";
import { AppError } from "../errors";
import { rubricFor } from "#domain/rubrics/rubric.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { PersonVerdict } from "#domain/reviews/review.schema";

/** Said where half of a criterion is no verdict. */
export const NO_HALF = "This criterion can’t be partly met: it is met or not met.";

/** Whether a rubric knows the criterion, and the verdict there: partly only where it has that anchor. */
export function findFault(
  rubric: Rubric,
  { criterionId, verdict }: { criterionId: string; verdict: PersonVerdict },
): "unknown" | "no_half" | null {
  const criterion = rubric.criteria.find(({ id }) => id === criterionId);
  if (!criterion) return "unknown";
  return verdict === "partial" && criterion.partial === undefined ? "no_half" : null;
}

/** Those of the curveball too: a grade has them where it came. */
function wholeOf(rubric: Rubric): Rubric {
  return rubricFor(rubric, { metCurveball: true });
}

/**
 * Refuses a person's verdict that the rubric of a grade doesn't have: nothing could be made of it, no
 * score and no label.
 * @throws AppError `bad_request`
 */
export async function requirePossibleVerdict(
  tx: DbOrTx,
  at: { gradeId: string; criterionId: string; verdict: PersonVerdict },
): Promise<void> {
  if (at.verdict !== "partial") return;
  const [rubric] = await tx
    .select({ body: rubricVersions.body })
    .from(grades)
    .innerJoin(rubricVersions, eq(rubricVersions.id, grades.rubricVersionId))
    .where(eq(grades.id, at.gradeId));
  if (!rubric || findFault(wholeOf(rubric.body), at) === null) return;
  throw new AppError("bad_request", {
    message: `grade ${at.gradeId} has no half of ${at.criterionId}`,
    userMessage: NO_HALF,
    field: "verdict",
  });
}

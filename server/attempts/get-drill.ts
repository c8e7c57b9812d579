import { eq } from "drizzle-orm";
import type { Db } from "../db/client";
import { problemVersions, rubricVersions } from "../db/tables/content";
import { isTaster } from "#domain/attempts/taster";
import type { SectionId } from "#domain/problems/scale";
import { narrowRubric } from "#domain/rubrics/rubric.schema";
import { getAnswers } from "./get-answers";
import { getGivenBrief } from "./get-given-brief";
import type { GivenBrief } from "./get-given-brief";
import { getTasterRest } from "./get-taster-rest";
import type { TasterRest } from "./get-taster-rest";
import { getWorkspace } from "./get-workspace";
import type { Workspace } from "./get-workspace";
import { notFound, requireOwnAttempt } from "./own-attempt";

/** What the room of a drill shows beside the work itself. */
export type DrillRoom = {
  section: SectionId;
  /** What to do, a criterion each: its advice, or in a taster what an interviewer asks about it. What a criterion wants, and its examples, stay on the server. */
  tasks: { id: string; text: string }[];
  /** A drawing can show one of them. */
  hasCanvas: boolean;
  /** The attempt that it grew out of, and what stood in the section there; null when that is gone. */
  earlier: { attemptId: string; text: string } | null;
  given: GivenBrief;
  /** Absent from rooms kept before there were tasters. */
  isTaster?: boolean;
  /** In a taster the rest of the design, unless that is gone; null in a drill. */
  rest?: TasterRest | null;
};

/**
 * The room of a drill, with its work as the workspace has it.
 * @throws AppError `not_found` for what is no drill of this person's
 */
export async function getDrill(
  db: Db,
  who: { attemptId: string; userId: string },
): Promise<{ workspace: Workspace; room: DrillRoom }> {
  const attempt = await requireOwnAttempt(db, who, { lock: false });
  const { focusSection, focusCriteria, basedOnId, locked } = attempt;
  const isTried = isTaster(attempt);
  if (focusSection === null || focusCriteria === null) throw notFound(who.attemptId);
  const [workspace, [content], earlier, rest] = await Promise.all([
    getWorkspace(db, who),
    db
      .select({ problem: problemVersions.body, rubric: rubricVersions.body })
      .from(problemVersions)
      .innerJoin(rubricVersions, eq(rubricVersions.id, attempt.rubricVersionId))
      .where(eq(problemVersions.id, attempt.problemVersionId)),
    basedOnId === null ? null : getAnswers(db, basedOnId),
    isTried ? getTasterRest(db) : null,
  ]);
  if (!content) throw new Error(`the content of attempt ${attempt.id} is gone`);
  const { criteria } = narrowRubric(content.rubric, focusCriteria);
  return {
    workspace,
    room: {
      section: focusSection,
      tasks: criteria.map(({ id, advice, probes }) => ({
        id,
        text: (isTried ? probes?.[0] : undefined) ?? advice,
      })),
      hasCanvas: !locked.includes("drawing"),
      earlier:
        basedOnId === null || earlier === null
          ? null
          : { attemptId: basedOnId, text: earlier[focusSection] },
      given: getGivenBrief(attempt, content.problem),
      isTaster: isTried,
      rest,
    },
  };
}

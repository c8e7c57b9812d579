import { eq, sql } from "drizzle-orm";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import type { Answers } from "#domain/attempts/answer.schema";
import { metCurveball } from "../../attempts/curveball";
import { listTold } from "../../attempts/list-told";
import type { AnsweredQuestion } from "../../attempts/list-told";
import type { OwnAttempt } from "../../attempts/own-attempt";
import type { Told } from "#domain/attempts/question.schema";
import { answeredOf, answersOf, elementsOf, exchangesOf, filesOf } from "../../attempts/work-sql";
import type { DbOrTx } from "../../db/client";
import { withReplies } from "#domain/attempts/with-replies";
import { repliesOf } from "#domain/attempts/turn.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import { problemVersions, rubricVersions } from "../../db/tables/content";
import type { Scene } from "#domain/diagram/scene.schema";
import type { Mode } from "#domain/grading/verdicts";
import type { Lens, Level } from "#domain/problems/scale";
import type { ProblemBody } from "#domain/problems/problem.schema";
import { rubricFor } from "#domain/rubrics/rubric.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";

/** An answer with all that tells whether it is one: what was copied depends on what was given. */
export type MarkedWork = {
  problem: ProblemBody;
  rubric: Rubric;
  /** Of a drill: the criteria that are marked. */
  only: string[] | null;
  rubricHash: string;
  answers: Answers;
  scene: Scene;
  told: Told[];
  shown: string[];
  mode: Mode;
  level: Level;
  lens: Lens;
};

/** A submitted attempt as its gate reads it: what a grading takes up, without a grading. */
export async function readMarkedWork(db: DbOrTx, attempt: OwnAttempt): Promise<MarkedWork> {
  const { id, problemVersionId, rubricVersionId, level, lens } = attempt;
  const [[content], [work]] = await Promise.all([
    db
      .select({
        problem: problemVersions.body,
        rubric: rubricVersions.body,
        rubricHash: rubricVersions.hash,
      })
      .from(problemVersions)
      .innerJoin(rubricVersions, eq(rubricVersions.id, rubricVersionId))
      .where(eq(problemVersions.id, problemVersionId)),
    db.execute<{
      answers: Partial<Answers>;
      answered: AnsweredQuestion[];
      exchanges: Exchange[];
      scene: Scene;
    }>(sql`
      select ${answersOf(id)} as answers, ${answeredOf(id)} as answered,
        ${exchangesOf(id)} as exchanges,
        jsonb_build_object('elements', ${elementsOf(id)}, 'files', ${filesOf(id)}) as scene`),
  ]);
  if (!content || !work) throw new Error(`the content of attempt ${id} is gone`);
  const { problem, rubric, rubricHash } = content;
  const { clarifications, curveball } = problem.head;
  const told = listTold(work.answered, clarifications);
  const isMet = metCurveball(attempt, curveball.at);
  return {
    problem,
    rubric: rubricFor(rubric, { metCurveball: isMet }),
    only: attempt.focusCriteria,
    rubricHash,
    answers: withReplies({ ...EMPTY_ANSWERS, ...work.answers }, repliesOf(work.exchanges)),
    scene: work.scene,
    told: isMet ? [...told, { question: "", answer: curveball.text }] : told,
    shown: work.answered.map(({ answer }) => answer),
    mode: "standard",
    level,
    lens,
  };
}

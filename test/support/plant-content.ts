import { desc, eq } from "drizzle-orm";
import type { Db } from "#server/db/client";
import {
  failureVersions,
  problems,
  problemVersions,
  rubrics,
  rubricVersions,
} from "#server/db/tables/content";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { Failure } from "#domain/problems/failures.schema";
import type { ProblemBody } from "#domain/problems/problem.schema";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";

/**
 * Weights by lens that no other number of a page looks like. Attempts of the tests are seen through
 * the lens "product".
 */
export const PLANTED_WEIGHTS = { default: 13.371, ai_lab: 17.773, product: 11.113 };

/** What each planted word stands in; `@` and a count follow. */
export type Planted =
  | "criterion"
  | "pass"
  | "fail"
  | "partial"
  | "advice"
  | "probe"
  | "canary"
  | "misconception"
  | "signal"
  | "cap"
  | "implication"
  | "bar"
  | "hint"
  | "clarification"
  | "question"
  | "curveball"
  | "handling"
  | "solution"
  | "interview"
  | "case"
  | "drawing"
  | "failure";

/**
 * Publishes versions of a problem and its rubric in which every text that a candidate may not see at
 * some time ends in a word of its own, such as `planted-pass@3`.
 */
export async function plantContent(db: Db, slug: string): Promise<void> {
  const [newest] = await db
    .select({ problem: problemVersions, rubric: rubricVersions })
    .from(problems)
    .innerJoin(problemVersions, eq(problemVersions.problemId, problems.id))
    .innerJoin(rubrics, eq(rubrics.problemId, problems.id))
    .innerJoin(rubricVersions, eq(rubricVersions.rubricId, rubrics.id))
    .where(eq(problems.slug, slug))
    .orderBy(desc(problemVersions.version), desc(rubricVersions.version))
    .limit(1);
  if (!newest) throw new Error(`no problem ${slug}`);
  const { problem, rubric } = newest;
  const [planted] = await db
    .insert(problemVersions)
    .values({
      problemId: problem.problemId,
      version: problem.version + 1,
      source: "app",
      hash: "planted",
      body: plantProblem(problem.body),
    })
    .returning({ problemVersionId: problemVersions.id });
  if (!planted) throw new Error("the problem was not planted");
  await db
    .insert(failureVersions)
    .values({
      ...planted,
      version: 1,
      hash: "planted",
      body: { version: 1, failures: SECTION_IDS.map(plantFailure) },
    });
  await db
    .insert(rubricVersions)
    .values({
      rubricId: rubric.rubricId,
      version: rubric.version + 1,
      source: "app",
      hash: "planted",
      body: plantRubric(rubric.body),
    });
}

function plantFailure(section: SectionId, index: number): Failure {
  const plant = createPlanter();
  return {
    id: `planted-${index}`,
    section,
    fails: plant("A queue has no limit", "failure"),
    shows: plant("It never empties", "failure"),
    rests_on: [],
  };
}

function createPlanter(): (text: string, as: Planted) => string {
  let count = 0;
  return (text, as) => `${text} planted-${as}@${(count += 1)}`;
}

function plantProblem(body: ProblemBody): ProblemBody {
  const plant = createPlanter();
  const { head } = body;
  const label = { id: "planted", type: "text", x: 0, y: 900, width: 300, height: 25, fontSize: 20 };
  return {
    ...body,
    head: {
      ...head,
      interview: plant(head.interview ?? "Design it.", "interview"),
      levels: {
        mid: plant(head.levels.mid, "bar"),
        senior: plant(head.levels.senior, "bar"),
        staff: plant(head.levels.staff, "bar"),
      },
      clarifications: head.clarifications.map(({ id, question, answer }) => ({
        id,
        question: plant(question, "question"),
        answer: plant(answer, "clarification"),
      })),
      curveball: {
        ...head.curveball,
        text: plant(head.curveball.text, "curveball"),
        handling: plant(head.curveball.handling, "handling"),
      },
      hints: Object.fromEntries(
        SECTION_IDS.map((section) => [
          section,
          head.hints[section].map((hint) => plant(hint, "hint")),
        ]),
      ) as ProblemBody["head"]["hints"],
    },
    statementMarkdown: plant(body.statementMarkdown, "case"),
    solutionMarkdown: plant(body.solutionMarkdown, "solution"),
    solutionScene: {
      type: "excalidraw",
      elements: [{ ...label, text: plant("A note", "drawing") }],
      files: {},
    },
  };
}

function plantRubric(rubric: Rubric): Rubric {
  const plant = createPlanter();
  const plantCriterion = (criterion: Criterion): Criterion => ({
    ...criterion,
    weight: PLANTED_WEIGHTS,
    text: plant(criterion.text, "criterion"),
    pass: plant(criterion.pass, "pass"),
    fail: plant(criterion.fail, "fail"),
    partial: plant(criterion.partial ?? "Half of it.", "partial"),
    advice: plant(criterion.advice, "advice"),
    probes: (criterion.probes ?? ["What comes first?"]).map((probe) => plant(probe, "probe")),
  });
  return {
    ...rubric,
    criteria: rubric.criteria.map(plantCriterion),
    ...(rubric.curveball && { curveball: rubric.curveball.map(plantCriterion) }),
    canaries: rubric.canaries.map((canary) => ({ ...canary, text: plant(canary.text, "canary") })),
    implications: rubric.implications.map((implication) => ({
      ...implication,
      reason: plant(implication.reason, "implication"),
    })),
    caps: rubric.caps.map((cap) => ({ ...cap, reason: plant(cap.reason, "cap") })),
    misconceptions: rubric.misconceptions.map((misconception) => ({
      ...misconception,
      text: plant(misconception.text, "misconception"),
      advice: plant(misconception.advice, "misconception"),
      // No answer says it, so none is found by it.
      signals: [[plant("A phrase", "signal")]],
    })),
  };
}

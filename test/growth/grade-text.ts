import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { readContentOf } from "#server/content/read-content";
import { gradeAnswer } from "#server/grading/grade-answer";
import { toGradedProblem } from "#server/grading/grade-input";
import { createOfflineJudge } from "#server/judges/offline/offline-judge";
import { RAG } from "../support/content";
import { FROZEN_DIR } from "../support/frozen-content";

/** Enough words of one's own for the gate, so that what stands beside them is judged, too. */
const HONEST =
  "We answer customers from the help articles. Each article is cut into passages of 400 tokens and " +
  "stored with its embedding. A question finds fifty passages by vectors and by keywords, and a " +
  "second model orders them and keeps five. Replies without a passage behind them go to an agent, who " +
  "sees both. Twelve replies a second are expected at noon, each within two seconds at most.";

/** A whole grading by the offline judge, of an answer whose Latency & Cost is the given text. */
export async function createGrading(): Promise<(text: string) => Promise<unknown>> {
  const content = await readContentOf(FROZEN_DIR, RAG);
  if (!content) throw new Error(`no problem is called ${RAG}`);
  const { rubric, rubricHash } = content;
  const problem = toGradedProblem(content.problem);
  return (text) =>
    gradeAnswer(
      {
        problem,
        rubric,
        rubricHash,
        answers: { ...EMPTY_ANSWERS, scenario: HONEST, latency_cost: text },
        scene: { elements: [], files: {} },
        mode: "standard",
        level: "senior",
        lens: "product",
      },
      createOfflineJudge(),
      { signal: new AbortController().signal },
    );
}

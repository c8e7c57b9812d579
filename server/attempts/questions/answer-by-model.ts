import { answerByList } from "./answer-by-list";
import type { Answering } from "./answer-by-list";
import { MAX_OFFERED, rankEntries } from "./match-question";
import type { AskedProblem } from "./asked-problem";

/** A model's choice of facts, and its words where they hold to them (`judges/restrict-to-facts.ts`). */
type ModelChoice = { clarificationIds: string[]; answer: string; isOwnWords: boolean };

/**
 * What a model's choice comes to. A model may choose the wrong fact, be talked into one, or find none
 * where there is one: so its choice is an answer only where the question's own words point to the same
 * fact; else it is offered, before what the words point to. Its "none" stands where nothing is near.
 */
export function answerByModel(
  question: string,
  problem: AskedProblem,
  choice: ModelChoice,
): Answering & { answeredBy: "list" | "model" } {
  const [chosen, ...others] = choice.clarificationIds;
  if (chosen === undefined) return { ...answerByList(question, problem), answeredBy: "list" };
  const { likely, near } = rankEntries(question, problem);
  if (others.length === 0 && likely?.id === chosen)
    return {
      status: "answered",
      clarificationIds: [chosen],
      answer: choice.answer,
      answeredBy: choice.isOwnWords ? "model" : "list",
    };
  const ids = new Set([chosen, ...near.slice(0, 1).map(({ entry }) => entry.id), ...others]);
  return {
    status: "unsure",
    clarificationIds: [...ids].slice(0, MAX_OFFERED),
    answer: null,
    answeredBy: "list",
  };
}

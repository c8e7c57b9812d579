import type { Answers } from "#domain/attempts/answer.schema";
import type { SectionId } from "#domain/problems/scale";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import type { PlantedAnswer, PlantedInjection } from "./planted.schema";

/**
 * The five answers that hold an answer's planted texts, each in the section of its criterion.
 * @param injection a paragraph or bullet more, where one is to be tried
 */
export function composeAnswers(
  answer: PlantedAnswer,
  criteria: readonly Criterion[],
  injection?: PlantedInjection,
): Answers {
  const sections = new Map(criteria.map(({ id, section }) => [id, section]));
  const write = (section: SectionId): string => {
    const texts = answer.planted.flatMap((one) =>
      "text" in one && sections.get(one.criterion) === section ? [one.text] : [],
    );
    const filler = answer.filler[section];
    const own = filler === undefined ? texts : [filler, ...texts];
    if (injection?.section !== section) return join(own, answer);
    return join(
      injection.at === "start" ? [injection.text, ...own] : [...own, injection.text],
      answer,
    );
  };
  return {
    scenario: write("scenario"),
    components: write("components"),
    architecture: write("architecture"),
    latency_cost: write("latency_cost"),
    evaluation: write("evaluation"),
  };
}

function join(texts: readonly string[], { wording }: PlantedAnswer): string {
  return wording === "terse" ? texts.map((text) => `- ${text}`).join("\n") : texts.join("\n\n");
}

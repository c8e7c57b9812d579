import type { Answers } from "#domain/attempts/answer.schema";
import type { Report } from "#server/grades/get-report";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { CriterionGrade, Grade } from "#domain/grading/grade.schema";
import { explainEstimate } from "./explain-estimate";

/** What a report says of an estimate instead of points. */
export type IdeasFound = { found: number; inPart: number; of: number };

/** Ideas that were looked for; those that only a reader could tell are not among them. */
export function countIdeas(criteria: readonly CriterionGrade[]): IdeasFound {
  const counted = criteria.filter(
    ({ verdict, excluded }) => excluded === null && verdict !== "cannot_assess",
  );
  return {
    found: counted.filter(({ verdict }) => verdict === "met").length,
    inPart: counted.filter(({ verdict }) => verdict === "partial").length,
    of: counted.length,
  };
}

/** Criteria that only a reader could tell. `percent` is their part of the weight, whole, of 100. */
export type LeftOut = { count: number; percent: number };

/** What an estimate says nothing about; null where that is nothing. */
export function countLeftOut(criteria: readonly CriterionGrade[]): LeftOut | null {
  const counted = criteria.filter(({ excluded }) => excluded === null);
  const left = counted.filter(({ verdict }) => verdict === "cannot_assess");
  if (left.length === 0) return null;
  const percent = Math.round((100 * sumWeights(left)) / sumWeights(counted));
  return { count: left.length, percent };
}

function sumWeights(criteria: readonly CriterionGrade[]): number {
  return criteria.reduce((sum, { weight }) => sum + weight, 0);
}

/**
 * A criterion of an estimate as it may be shown: one quote at most, a sentence instead of what the
 * matcher noted, and no confidence, as its figures are no probabilities.
 */
export function plainly(criterion: CriterionGrade, sectionText: string): CriterionGrade {
  return {
    ...criterion,
    evidence: keepDecisive(criterion.evidence),
    reasoning: explainEstimate(criterion, sectionText),
    needsPerson: false,
    notes: [],
  };
}

/** The first quote, as the clearest comes first, and what is drawn. */
function keepDecisive(evidence: readonly Evidence[]): Evidence[] {
  const quote =
    evidence.find(({ source }) => source === "text") ??
    evidence.find(({ source }) => source === "interview");
  const drawn = evidence.filter(({ source }) => source === "diagram");
  return quote ? [quote, ...drawn] : drawn;
}

type Misconception = Report["rubric"]["misconceptions"][number];
/** The passage of an answer that may show a misconception; null where none surely does. */
export type QuoteOf = (signals: Misconception["signals"], answers: Answers) => string | null;

/** Misconceptions with the passage that may show each; one without such a passage is left out. */
export function quoteMisconceptions(
  { rubric, answers }: Pick<Report, "rubric" | "answers">,
  { misconceptions }: Grade,
  quoteOf: QuoteOf,
): { id: string; text: string; advice: string; quote: string }[] {
  return rubric.misconceptions
    .filter(({ id }) => misconceptions.includes(id))
    .flatMap(({ signals, ...shown }) => {
      const quote = quoteOf(signals, answers);
      return quote === null ? [] : [{ ...shown, quote }];
    });
}

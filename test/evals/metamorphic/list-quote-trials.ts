import { SECTION_IDS } from "#domain/problems/scale";
import { compareDeletion } from "./compare";
import type { EvalResult, GradedResult, QuotedEvidence } from "../grading/result.schema";
import type { EvalCase, Work } from "../grading/eval-case";
import type { Trial } from "./trial";

/** An answer of which each verdict's own quotes are taken away. */
export type QuoteBase = {
  problem: string;
  base: EvalCase;
  make: (id: string, work: Work) => EvalCase;
};

/**
 * Takes from each answer what the judge quoted for one criterion, a trial for every "met" that rests
 * on text alone. The judge has shown its evidence: without it the verdict must fall, and none may
 * move that rests on other words. Can be listed only after the answers were graded.
 */
export function listQuoteTrials(
  bases: readonly QuoteBase[],
  results: ReadonlyMap<string, EvalResult>,
  limit: number | undefined,
): Trial[] {
  const problems = [...new Set(bases.map(({ problem }) => problem))];
  return problems.flatMap((problem) =>
    bases
      .filter((one) => one.problem === problem)
      .flatMap((one) => {
        const result = results.get(one.base.key);
        return result?.outcome === "graded" ? listOf(one, result) : [];
      })
      .slice(0, limit),
  );
}

function listOf({ problem, base, make }: QuoteBase, result: GradedResult): Trial[] {
  return result.criteria.flatMap(({ id, verdict, evidence, decidedBy }): Trial[] => {
    const isText = evidence.length > 0 && evidence.every(({ section }) => section !== null);
    if (verdict !== "met" || decidedBy !== "judge" || !isText) return [];
    const touched = result.criteria
      .filter((other) => other.id !== id && shareWords(other.evidence, evidence))
      .map((other) => other.id);
    const { answers, scene, rubric } = base.input;
    const name = `${base.id} without the quotes for ${id}`;
    return [
      {
        relation: "delete_quoted",
        id: name,
        problem,
        base,
        variant: make(name, { answers: removeQuotes(answers, evidence), scene, rubric }),
        compare: (before, after) =>
          compareDeletion(before, after, id, { touched, nameOwner: () => "other words" }),
      },
    ];
  });
}

function removeQuotes(
  answers: Work["answers"],
  quotes: readonly QuotedEvidence[],
): Work["answers"] {
  const left = { ...answers };
  // The longest first: one may hold another.
  const ordered = [...quotes].sort((a, b) => b.text.length - a.text.length);
  for (const section of SECTION_IDS) {
    for (const quote of ordered) {
      if (quote.section === section) left[section] = left[section].split(quote.text).join("");
    }
  }
  return left;
}

function shareWords(a: readonly QuotedEvidence[], b: readonly QuotedEvidence[]): boolean {
  return a.some((one) =>
    b.some(
      (other) =>
        one.section === other.section &&
        (one.text.includes(other.text) || other.text.includes(one.text)),
    ),
  );
}

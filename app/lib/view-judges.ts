import type { Figure } from "#server/reviews/agreement/figures";
import type { CheckedJudge } from "#server/settings/list-judge-checks";
import { listFigures } from "./check-words";
import { sayInterval, sayValue } from "./figure-words";

/** A judge of this server, in the words of *How grading works*. */
export type JudgeHere = {
  model: string;
  /** Null: not checked. */
  check: {
    /** ISO 8601. */
    at: string;
    how: string;
    graded: string;
    isWanting: boolean;
    /** Made with the prompts that grades are asked for with today. */
    isCurrent: boolean;
    figures: { name: string; value: string; interval: string | null }[];
  } | null;
  /** Against the blind ratings of this server's reviewers; null where there are too few. */
  reviewers: { kappa: string; interval: string | null; attempts: number } | null;
};

/** Put into words on the server, so that everybody's page carries no code for it. */
export function viewJudges(
  checked: readonly CheckedJudge[],
  people: readonly { model: string; kappa: Figure }[],
): JudgeHere[] {
  const withPeople = (model: string): JudgeHere["reviewers"] => {
    const kappa = people.find((one) => one.model === model)?.kappa;
    if (!kappa || kappa.isTooFew) return null;
    const { attempts } = kappa;
    return { kappa: sayValue(kappa, 2), interval: sayInterval(kappa, 2), attempts };
  };
  const unchecked = people.filter(({ model }) => !checked.some((judge) => judge.model === model));
  return [
    ...checked.map(({ model, mode, promptVersion, isCurrent, at, figures }) => ({
      model,
      check: {
        at,
        how: `${mode} mode, prompt version ${promptVersion}`,
        graded: `${figures.answers.graded} of ${figures.answers.of} answers graded`,
        isWanting: figures.isWanting,
        isCurrent,
        figures: listFigures(figures).map(({ name, value, interval }) => ({
          name,
          value,
          interval,
        })),
      },
      reviewers: withPeople(model),
    })),
    ...unchecked.map(({ model }) => ({ model, check: null, reviewers: withPeople(model) })),
  ];
}

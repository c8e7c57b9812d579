import { EVAL_LENS, EVAL_LEVEL } from "../grading/eval-case";
import { measureAttacks, measureNullAnswers } from "../report/attacks";
import { listMisses } from "../report/misses";
import { observe } from "../report/observe";
import { measureRelations } from "../report/relations";
import { asGraded, measureCosts, measureRepeats } from "../report/runs";
import { tabulateAnswers } from "../report/tables";
import type { Judge } from "#server/grading/judge";
import type { EvalCase } from "../grading/eval-case";
import type { RunOutcome } from "../grading/run-cases";
import type { QuoteBase } from "../metamorphic/list-quote-trials";
import type { Trial } from "../metamorphic/trial";
import type { ObservedAnswer } from "../report/observe";
import type { Report } from "../report/report";
import type { AttackPair } from "./attack-cases";
import type { GoldCases, LabelledCases } from "./gold-cases";
import type { Loaded } from "./load-problems";
import type { EvalOptions } from "./options";

/** All gradings of a run, by what they are for. */
export type Plan = {
  gold: GoldCases[];
  calibration: LabelledCases[];
  trials: Trial[];
  /** Answers that give further trials once they are graded. */
  quoteBases: QuoteBase[];
  attacks: AttackPair[];
  nulls: EvalCase[];
};

export function buildReport(
  plan: Plan,
  { results, left, stopped }: RunOutcome,
  { options, judge, loaded }: { options: EvalOptions; judge: Judge; loaded: Loaded },
): Report {
  const all = [...results.values()];
  const graded = all.flatMap((result) => asGraded(result) ?? []);
  const { mode, splits, sets, signals, seed, rounds, repeats, limit = null } = options;
  const tablesOf = (labelled: readonly LabelledCases[]) =>
    tabulateAnswers(
      labelled.flatMap((one) => observeFirst(one, results) ?? []),
      seed,
    );
  return {
    madeAt: new Date().toISOString(),
    judge: {
      kind: judge.kind,
      requestedModel: judge.requestedModel,
      isEstimate: judge.isEstimate,
      returnedModels: [...new Set(graded.flatMap(({ returnedModel }) => returnedModel ?? []))],
    },
    settings: {
      mode,
      level: EVAL_LEVEL,
      lens: EVAL_LENS,
      splits,
      sets,
      signals,
      seed,
      rounds,
      repeats,
      limit,
    },
    problems: loaded.problems.map(({ content: { slug, rubricHash } }) => {
      const one = graded.find(({ id }) => id.includes(`/${slug}/`));
      return { slug, rubricHash, promptHash: one?.promptHash ?? null };
    }),
    left: left.length,
    stopped,
    gold: tablesOf(plan.gold),
    calibration: tablesOf(plan.calibration),
    relations: plan.trials.length > 0 ? measureRelations(plan.trials, results) : null,
    attacks: plan.attacks.length > 0 ? measureAttacks(plan.attacks, results) : null,
    nullAnswers: plan.nulls.length > 0 ? measureNullAnswers(plan.nulls, results) : null,
    repeats: measureRepeats(
      plan.gold.map(({ cases }) => cases),
      results,
    ),
    costs: measureCosts(all),
  };
}

/** Wrong verdicts on gold, in words. */
export function listGoldMisses({ gold }: Plan, { results }: RunOutcome): string[] {
  return listMisses(
    gold.flatMap((one) => {
      const observed = observeFirst(one, results);
      return observed ? [{ composed: one.composed, observed }] : [];
    }),
  );
}

/** The first of the repeats is what is measured; null when it has no grade. */
function observeFirst(
  { answer, cases }: LabelledCases,
  results: RunOutcome["results"],
): ObservedAnswer | null {
  const graded = asGraded(results.get(cases[0]?.key ?? ""));
  return graded && observe(answer, graded);
}

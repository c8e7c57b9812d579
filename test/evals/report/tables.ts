import { STATES } from "../gold/plan-states";
import { measureSlice } from "./slices";
import { measureBands, measureSections, measureTotals } from "./totals";
import { BANDS } from "#domain/problems/calibration.schema";
import type { Verdict } from "#domain/grading/verdicts";
import type { Observation, ObservedAnswer } from "./observe";
import type { Slice } from "./slices";
import type { BandsRow, SectionRow, TotalsRow } from "./totals";

type StateRow = {
  state: string;
  labelled: number;
  verdicts: Record<Verdict, number>;
  /** Share of the verdicts that are right; open ones are wrong here. */
  right: number | null;
};

type CriterionRow = {
  problem: string;
  criterionId: string;
  labelled: number;
  errors: number;
  /** Given more than is due, or less. */
  tooMuch: number;
  tooLittle: number;
  open: number;
};

/** Everything that is measured on labelled answers. */
export type LabelledTables = {
  slices: Slice[];
  totals: TotalsRow[];
  sections: SectionRow[];
  bands: BandsRow[];
  states: StateRow[];
  criteria: CriterionRow[];
};

/** The tables of some graded answers; null when none was graded. */
export function tabulateAnswers(
  answers: readonly ObservedAnswer[],
  seed: number,
): LabelledTables | null {
  if (answers.length === 0) return null;
  const groups = groupAnswers(answers);
  const judged = (one: Observation): boolean => one.decidedBy === "judge";
  return {
    slices: [
      ...groups.map(([name, group]) => measureSlice(name, group, seed)),
      measureSlice("decided by the judge", answers, seed, judged),
      measureSlice("decided by code", answers, seed, (one) => !judged(one)),
    ],
    totals: groups.map(([name, group]) => measureTotals(name, group, seed)),
    sections: measureSections(answers),
    bands: groupBy(answers, ({ answer }) => `${answer.problem}, ${answer.split}`).map(
      ([name, group]) => measureBands(name, group),
    ),
    states: measureStates(answers.flatMap(({ observations }) => observations)),
    criteria: measureCriteria(answers.flatMap(({ observations }) => observations)),
  };
}

/** All, by split, by problem and split, by band. */
function groupAnswers(answers: readonly ObservedAnswer[]): [string, ObservedAnswer[]][] {
  const bySplit = groupBy(answers, ({ answer }) => answer.split);
  const byProblem = groupBy(answers, ({ answer }) => `${answer.problem}, ${answer.split}`);
  const byBand = BANDS.map((band): [string, ObservedAnswer[]] => [
    band,
    answers.filter(({ answer }) => answer.band === band),
  ]);
  return [["all", [...answers]], ...bySplit, ...byProblem, ...byBand].filter(
    (group): group is [string, ObservedAnswer[]] => group[1] !== undefined && group[1].length > 0,
  );
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function measureStates(observations: readonly Observation[]): StateRow[] {
  const known: readonly string[] = [...STATES, "labelled"];
  return groupBy(observations, ({ state }) => state)
    .sort(([a], [b]) => known.indexOf(a) - known.indexOf(b))
    .map(([state, own]) => {
      const count = (verdict: Verdict): number => own.filter((o) => o.verdict === verdict).length;
      return {
        state,
        labelled: own.length,
        verdicts: {
          met: count("met"),
          partial: count("partial"),
          not_met: count("not_met"),
          cannot_assess: count("cannot_assess"),
        },
        right:
          own.length === 0 ? null : own.filter((o) => o.label === o.verdict).length / own.length,
      };
    });
}

const RANK: Record<Verdict, number> = { not_met: 0, cannot_assess: 0, partial: 1, met: 2 };

function measureCriteria(observations: readonly Observation[]): CriterionRow[] {
  return groupBy(observations, ({ problem, criterionId }) => `${problem} ${criterionId}`)
    .map(([key, own]) => {
      const [problem = "", criterionId = ""] = key.split(" ");
      const assessed = own.filter(({ verdict }) => verdict !== "cannot_assess");
      const tooMuch = assessed.filter((o) => RANK[o.verdict] > RANK[o.label]).length;
      const tooLittle = assessed.filter((o) => RANK[o.verdict] < RANK[o.label]).length;
      return {
        problem,
        criterionId,
        labelled: own.length,
        errors: tooMuch + tooLittle,
        tooMuch,
        tooLittle,
        open: own.length - assessed.length,
      };
    })
    .sort((a, b) => b.errors - a.errors || b.open - a.open);
}

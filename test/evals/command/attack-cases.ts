import { toGradedProblem } from "#server/grading/grade-input";
import { applyAttack } from "../attacks/apply-attack";
import { listAttackBases } from "../attacks/attack-bases";
import { loadAttacks } from "../attacks/load-attacks";
import { listNullAnswers } from "../attacks/null-answers";
import { createCaseMaker } from "../grading/eval-case";
import type { Judge } from "#server/grading/judge";
import type { EvalCase } from "../grading/eval-case";
import type { EvalProblem } from "./load-problems";
import type { EvalOptions } from "./options";

/** An answer as it is, and with an attack worked in. */
export type AttackPair = {
  attack: string;
  family: string;
  base: string;
  clean: EvalCase;
  attacked: EvalCase;
};

/** Every attack on every labelled answer; `limit` bounds the attacks of each family. */
export function listAttackPairs(
  problems: readonly EvalProblem[],
  judge: Judge,
  { mode, limit }: EvalOptions,
): AttackPair[] {
  const attacks = loadAttacks();
  const chosen = attacks.filter((attack) => {
    const family = attacks.filter((other) => other.family === attack.family);
    return limit === undefined || family.indexOf(attack) < limit;
  });
  return problems.flatMap(({ content }) => {
    const make = createCaseMaker(content, judge, mode);
    return listAttackBases([content]).flatMap((base) =>
      chosen.map((attack): AttackPair => {
        const { problem, rubric } = base.input;
        const work = applyAttack(base.input, attack, { problem, rubric });
        return {
          attack: attack.id,
          family: attack.family,
          base: base.name,
          clean: make(`calibration/${base.name}`, base.input),
          attacked: make(`attacks/${base.name} ${attack.id}`, work),
        };
      }),
    );
  });
}

/** Answers that hold no design, to every problem. */
export function listNullCases(
  problems: readonly EvalProblem[],
  judge: Judge,
  { mode, limit }: EvalOptions,
): EvalCase[] {
  return problems.flatMap(({ content }) => {
    const { rubric, slug, problem } = content;
    const make = createCaseMaker(content, judge, mode);
    const insight = { problem: toGradedProblem(problem), rubric };
    return listNullAnswers()
      .slice(0, limit)
      .map(({ id, make: write }) => make(`null/${slug}/${id}`, write(insight)));
  });
}

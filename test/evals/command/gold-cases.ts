import { parseScene } from "#domain/diagram/parse-scene";
import { createCaseMaker } from "../grading/eval-case";
import type { Judge } from "#server/grading/judge";
import type { ContentFile } from "#server/content/read-content";
import type { GoldAnswer } from "../gold/compose-answers";
import type { EvalCase } from "../grading/eval-case";
import type { QuoteBase } from "../metamorphic/list-quote-trials";
import type { LabelledAnswer } from "../report/observe";
import type { EvalProblem } from "./load-problems";
import type { EvalOptions } from "./options";

/** A labelled answer with the gradings of it. */
export type LabelledCases = { answer: LabelledAnswer; cases: EvalCase[] };
export type GoldCases = LabelledCases & { composed: GoldAnswer };

/** The composed answers of all problems; those of one place in turn, so that a cut run sees all. */
export function listGoldCases(
  problems: readonly EvalProblem[],
  judge: Judge,
  { mode, limit, repeats }: EvalOptions,
): GoldCases[] {
  const sets = problems.flatMap(({ content, golds }) => {
    const make = createCaseMaker(content, judge, mode);
    return golds.map(({ answers }) =>
      answers.slice(0, limit).map((composed): GoldCases => {
        const answer = toLabelled(composed, content);
        const cases = Array.from({ length: repeats }, (_, i) => make(answer.id, composed, i));
        return { answer, composed, cases };
      }),
    );
  });
  const longest = Math.max(0, ...sets.map((set) => set.length));
  return Array.from({ length: longest }).flatMap((_, turn) =>
    sets.flatMap((set) => set[turn] ?? []),
  );
}

function toLabelled(composed: GoldAnswer, { rubric }: ContentFile): LabelledAnswer {
  const { problem, split, band, planted } = composed;
  return {
    id: nameOf(composed),
    problem,
    split,
    band,
    rubric,
    truths: planted.map(({ criterion, state, label }) => ({
      criterionId: criterion.id,
      section: criterion.section,
      state,
      labels: label === null ? null : [label],
    })),
  };
}

/** The answers that the rubrics were written on, labelled by people: in-sample, so reported apart. */
export function listCalibrationCases(
  problems: readonly EvalProblem[],
  judge: Judge,
  { mode, limit }: EvalOptions,
): LabelledCases[] {
  return problems.flatMap(({ content }) => {
    const make = createCaseMaker(content, judge, mode);
    return content.calibration.slice(0, limit).map(({ name, head, answers, scene }) => {
      const id = `calibration/${content.slug}/${name}`;
      const truths = content.rubric.criteria.map(({ id: criterionId, section }) => {
        const expected = head.expected[criterionId];
        const labels = expected === undefined ? null : [expected].flat();
        return { criterionId, section, state: "labelled", labels };
      });
      const place = { problem: content.slug, split: "calibration", band: head.band };
      const work = { answers, scene: parseScene(scene).scene };
      return { answer: { id, ...place, rubric: content.rubric, truths }, cases: [make(id, work)] };
    });
  });
}

/** Strong answers, composed and labelled, whose quotes can be taken away. */
export function listQuoteBases(
  problems: readonly EvalProblem[],
  judge: Judge,
  { mode, limit }: EvalOptions,
): QuoteBase[] {
  return problems.flatMap(({ content, golds }) => {
    const make = createCaseMaker(content, judge, mode);
    const composed = golds.flatMap(({ answers }) =>
      answers.filter(({ band }) => band === "strong").map((answer) => make(nameOf(answer), answer)),
    );
    const labelled = content.calibration
      .filter(({ head }) => head.band === "strong")
      .map(({ name, answers, scene }) =>
        make(`calibration/${content.slug}/${name}`, { answers, scene: parseScene(scene).scene }),
      );
    return [...composed, ...labelled]
      .slice(0, limit)
      .map((base) => ({ problem: content.slug, base, make }));
  });
}

function nameOf({ problem, split, name }: GoldAnswer): string {
  return `gold/${problem}/${split}/${name}`;
}

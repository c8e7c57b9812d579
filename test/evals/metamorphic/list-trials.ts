import { moved, renamed, turned } from "../../support/diagram/testing";
import { parseScene } from "#domain/diagram/parse-scene";
import { heaviestShare } from "../gold/heaviest-share";
import { describeOwner } from "../gold/describe-owner";
import { toAnswers } from "../gold/paragraphs";
import { createCaseMaker, EVAL_LENS } from "../grading/eval-case";
import { compareDeletion, compareTotals, compareWithBound } from "./compare";
import { padParagraphs, rewordParagraphs, shuffleParagraphs } from "./rewrite";
import type { ContentFile } from "#server/content/read-content";
import type { Scene } from "#domain/diagram/scene.schema";
import type { Judge } from "#server/grading/judge";
import type { Mode } from "#domain/grading/verdicts";
import type { GoldAnswer } from "../gold/compose-answers";
import type { Gold } from "../gold/gold.schema";
import type { EvalCase, Work } from "../grading/eval-case";
import type { Relation, Trial } from "./trial";

/** Points that a good answer to another problem stays below. */
const FAIL_BELOW = 35;
const TURN_RAD = 0.35;

export type TrialSource = { content: ContentFile; golds: { gold: Gold; answers: GoldAnswer[] }[] };
type TrialOptions = {
  mode: Mode;
  seed: number;
  limit?: number | undefined;
  relation: readonly Relation[];
};
type Make = (id: string, work: Work) => EvalCase;
/** `turn`: its place among the answers of all rounds; retellings take turns by it. */
type Base = { name: string; answer: GoldAnswer; gold: Gold; turn: number };

/**
 * Changes whose effect is known without labels, for every problem.
 *
 * @param others answers to other problems are taken from these
 * @param options `limit`: at most so many trials of each relation and problem
 */
export function listTrials(
  sources: readonly TrialSource[],
  others: readonly ContentFile[],
  judge: Judge,
  { mode, seed, limit, relation: wanted }: TrialOptions,
): Trial[] {
  return sources.flatMap((source) => {
    const { content, golds } = source;
    const make = createCaseMaker(content, judge, mode);
    const bases = golds.flatMap(({ gold, answers }) =>
      answers.map((answer, turn) => ({
        name: `gold/${answer.problem}/${answer.split}/${answer.name}`,
        answer,
        gold,
        turn,
      })),
    );
    const all = [
      ...bases.flatMap((base) => listDeletions(base, make)),
      ...bases.flatMap((base) => listRewritings(base, content, make, seed)),
      ...listScenes(bases, content).flatMap((scene) => listTurns(scene, content, make)),
      ...listWrongProblems(sources, others, content, make),
    ];
    return wanted.flatMap((relation) =>
      all.filter((trial) => trial.relation === relation).slice(0, limit),
    );
  });
}

/** In strong answers each planted fact is taken away once: there most else could take its place. */
function listDeletions({ name, answer }: Base, make: Make): Trial[] {
  if (answer.band !== "strong") return [];
  return answer.planted.flatMap(({ criterion: { id }, words, label }): Trial[] => {
    const isTouched = answer.planted.some((other) => other.words?.touches.includes(id));
    if (label !== "met" || words === null || isTouched) return [];
    const paragraphs = answer.paragraphs.filter(({ criterionId }) => criterionId !== id);
    return [
      {
        relation: "delete_planted",
        id: `${name} without ${id}`,
        problem: answer.problem,
        base: make(name, answer),
        variant: make(`${name} without ${id}`, { ...answer, answers: toAnswers(paragraphs) }),
        compare: (base, variant) =>
          compareDeletion(base, variant, id, {
            touched: words.touches,
            nameOwner: (quote) => describeOwner(quote, id, answer),
          }),
      },
    ];
  });
}

function listRewritings(
  { name, answer, gold, turn }: Base,
  { rubric }: ContentFile,
  make: Make,
  seed: number,
): Trial[] {
  const bound = heaviestShare(rubric, EVAL_LENS);
  const { paragraphs, problem } = answer;
  const plainly = {
    authored: rewordParagraphs(answer, gold, "authored"),
    told: `${name} reworded`,
  };
  const trial = (relation: Relation, base: EvalCase, changed: typeof paragraphs): Trial => ({
    relation,
    id: `${name} ${relation}`,
    problem,
    base,
    variant: make(`${name} ${relation}`, { ...answer, answers: toAnswers(changed) }),
    compare: (before, after) => compareTotals(before, after, bound),
  });
  const asIs = make(name, answer);
  const authored = make(plainly.told, { ...answer, answers: toAnswers(plainly.authored) });
  return [
    trial("shuffle_paragraphs", asIs, shuffleParagraphs(paragraphs, seed)),
    trial("pad_half", asIs, padParagraphs(paragraphs, gold, seed)),
    trial("write_tersely", authored, rewordParagraphs(answer, gold, "terse", turn)),
    trial("write_plainly", authored, rewordParagraphs(answer, gold, "plain", turn)),
  ];
}

type DrawnWork = Work & { name: string };

/** Whatever has a drawing: calibration answers and gold. */
function listScenes(bases: readonly Base[], { slug, calibration }: ContentFile): DrawnWork[] {
  const labelled = calibration.map(({ name, answers, scene }) => ({
    name: `calibration/${slug}/${name}`,
    answers,
    scene: parseScene(scene).scene,
  }));
  const composed = bases.map(({ name, answer }) => ({ ...answer, name }));
  return [...labelled, ...composed].filter(({ scene }) => scene.elements.length > 0);
}

function listTurns(work: DrawnWork, { rubric, slug }: ContentFile, make: Make): Trial[] {
  const { name, scene } = work;
  const bound = heaviestShare(rubric, EVAL_LENS);
  const trial = (relation: Relation, changed: Scene): Trial => ({
    relation,
    id: `${name} ${relation}`,
    problem: slug,
    base: make(name, work),
    variant: make(`${name} ${relation}`, { ...work, scene: changed }),
    compare: (before, after) => compareTotals(before, after, bound),
  });
  return [
    trial(
      "rename_scene_ids",
      renamed(scene, (id) => `other-${id}`),
    ),
    trial("move_scene", moved(scene, 1234.5, -678.25)),
    trial("turn_scene", turned(scene, TURN_RAD, [300, 200])),
  ];
}

function listWrongProblems(
  sources: readonly TrialSource[],
  others: readonly ContentFile[],
  { slug }: ContentFile,
  make: Make,
): Trial[] {
  const composed = sources.flatMap(({ golds }) =>
    golds.flatMap(({ answers }) =>
      answers
        .filter(({ problem, band }) => problem !== slug && band === "strong")
        .map(({ problem, split, name, answers: texts, scene }) => ({
          name: `gold/${problem}/${split}/${name}`,
          answers: texts,
          scene,
        })),
    ),
  );
  const labelled = others
    .filter((other) => other.slug !== slug)
    .flatMap((other) =>
      other.calibration
        .filter(({ head }) => head.band === "strong")
        .map(({ name, answers, scene }) => ({
          name: `calibration/${other.slug}/${name}`,
          answers,
          scene: parseScene(scene).scene,
        })),
    );
  return [...composed, ...labelled].map((work): Trial => {
    const variant = make(`${work.name} as ${slug}`, work);
    return {
      relation: "wrong_problem",
      id: variant.id,
      problem: slug,
      base: variant,
      variant,
      compare: (_, after) => compareWithBound(after, FAIL_BELOW),
    };
  });
}

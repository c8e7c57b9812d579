import { SECTION_IDS } from "#domain/problems/scale";
import { labelPlanted } from "./label-planted";
import { planStates } from "./plan-states";
import { createNamedRandom, shuffle } from "#domain/statistics/random";
import { toAnswers } from "./paragraphs";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import type { Fact, Gold, PlantedText, Split } from "./gold.schema";
import type { Labelled, Planted } from "./label-planted";
import type { Paragraph } from "./paragraphs";
import type { GoldBand, PlannedAnswer, PlannedState, State } from "./plan-states";

/** An answer whose verdicts are known because its facts were planted one by one. */
export type GoldAnswer = {
  /** `strong-1`; unique within problem and split. */
  name: string;
  problem: string;
  split: Split;
  band: GoldBand;
  /** One for every criterion, in the order of the rubric. */
  planted: Labelled[];
  paragraphs: Paragraph[];
  answers: Answers;
  scene: Scene;
  /** What to grade it by instead of the problem's rubric. */
  rubric?: Rubric;
};

/** Turns an outline, one connection or box a line, into a drawing. */
export type DrawOutline = (outline: string) => Scene;

/** Sentences of filler a section: weak answers talk too, so that length tells nothing. */
const FILLER_OF_BAND: Record<GoldBand, number> = { strong: 1, middling: 2, weak: 4 };

/**
 * Ten answers of known quality: three strong, four middling, three weak, in an order in which the
 * first few already hold every band. The same facts, rubric and seed give the same answers.
 */
export function composeAnswers(
  gold: Gold,
  rubric: Rubric,
  seed: number,
  draw: DrawOutline,
): GoldAnswer[] {
  const counts = new Map<GoldBand, number>();
  const answers = planStates(rubric.criteria, seed).map((plan) => {
    const count = (counts.get(plan.band) ?? 0) + 1;
    counts.set(plan.band, count);
    return composeOne(gold, rubric, seed, draw, plan, `${plan.band}-${count}`);
  });
  return [0, 3, 7, 4, 1, 5, 8, 2, 6, 9].flatMap((slot) => answers[slot] ?? []);
}

function composeOne(
  gold: Gold,
  rubric: Rubric,
  seed: number,
  draw: DrawOutline,
  { band, states }: PlannedAnswer,
  name: string,
): GoldAnswer {
  const planted = rubric.criteria.map((criterion): Planted => {
    const fact = gold.facts[criterion.id];
    const planned = states.get(criterion.id);
    if (!fact || !planned) throw new Error(`no facts or no state for "${criterion.id}"`);
    return plant(criterion, fact, planned);
  });
  const random = createNamedRandom(seed, `${gold.problem} ${gold.split} ${name}`);
  const paragraphs = writeParagraphs(planted, gold, FILLER_OF_BAND[band], random);
  return {
    name,
    problem: gold.problem,
    split: gold.split,
    band,
    planted: labelPlanted(planted),
    paragraphs,
    answers: toAnswers(paragraphs),
    scene: drawAll(planted, draw),
  };
}

function plant(criterion: Criterion, fact: Fact, { state, turn }: PlannedState): Planted {
  const texts = textsOf(fact, state);
  const words: PlantedText | null = texts[turn % Math.max(1, texts.length)] ?? null;
  return { criterion, state, words, drawn: state === "drawn" ? (fact.drawn ?? []) : [] };
}

function textsOf(fact: Fact, state: State): PlantedText[] {
  return state === "absent" || state === "drawn" ? [] : (fact[state] ?? []);
}

/** Facts and filler of each section, shuffled together. */
function writeParagraphs(
  planted: readonly Planted[],
  { filler }: Gold,
  fillerCount: number,
  random: () => number,
): Paragraph[] {
  return SECTION_IDS.flatMap((section) => {
    const facts = planted.flatMap(({ criterion, words }): Paragraph[] =>
      words && criterion.section === section
        ? [{ section, criterionId: criterion.id, text: words.text }]
        : [],
    );
    const idle = shuffle(filler[section], random).slice(0, fillerCount);
    const idleParagraphs = idle.map((text) => ({ section, criterionId: null, text }));
    return shuffle([...facts, ...idleParagraphs], random);
  });
}

function drawAll(planted: readonly Planted[], draw: DrawOutline): Scene {
  const lines = [...new Set(planted.flatMap(({ drawn }) => drawn))];
  return lines.length === 0 ? { elements: [], files: {} } : draw(lines.join("\n"));
}

import { createNamedRandom, shuffle } from "#domain/statistics/random";
import type { Band } from "#domain/problems/calibration.schema";
import type { Criterion } from "#domain/rubrics/rubric.schema";

/** How a criterion stands in an answer. */
export const STATES = [
  "met",
  "paraphrased",
  "drawn",
  "partial",
  "absent",
  "name_dropped",
  "contradicted",
] as const;
export type State = (typeof STATES)[number];

/** How well a planted answer is meant to do. */
export type GoldBand = Exclude<Band, "good">;

/** The answers of one problem and split. */
const BANDS_OF_ANSWERS: readonly GoldBand[] = [
  ...Array<GoldBand>(3).fill("strong"),
  ...Array<GoldBand>(4).fill("middling"),
  ...Array<GoldBand>(3).fill("weak"),
];
/** Every way to plant a criterion in two of the four middling answers. */
const PAIRS_OF_MIDDLING = [
  [3, 4],
  [5, 6],
  [3, 5],
  [4, 6],
  [3, 6],
  [4, 5],
];

/** `turn` rises each time the criterion is in this state, so that its texts take turns. */
export type PlannedState = { state: State; turn: number };
export type PlannedAnswer = { band: GoldBand; states: Map<string, PlannedState> };

/**
 * Deals out states so that 9 criteria in 10 are planted in a strong answer, 5 in a middling and 1
 * in a weak one, and so that each criterion is seen in every state it can have. Squares rather than
 * chance: with ten answers chance would leave gaps.
 */
export function planStates(criteria: readonly Criterion[], seed: number): PlannedAnswer[] {
  const answers: PlannedAnswer[] = BANDS_OF_ANSWERS.map((band) => ({ band, states: new Map() }));
  const dealt = shuffle(criteria, createNamedRandom(seed, "deal"));
  for (const [rank, criterion] of dealt.entries()) {
    const random = createNamedRandom(seed, criterion.id);
    const slots = shuffle([...answers.keys()], random);
    const planted = new Set(plantedSlots(rank));
    const turns = { planted: 0, missed: 0 };
    for (const slot of slots) {
      const side = planted.has(slot) ? "planted" : "missed";
      const states = side === "planted" ? plantedStates(criterion) : missedStates(criterion);
      const state = states[(rank + turns[side]) % states.length];
      const turn = rank + Math.floor(turns[side] / states.length);
      turns[side] += 1;
      if (state) answers[slot]?.states.set(criterion.id, { state, turn });
    }
  }
  return answers;
}

/** Between 4 and 6 of the ten answers, so that neither side has fewer places than states. */
function plantedSlots(rank: number): number[] {
  const turn = rank % 10;
  const strong = [0, 1, 2].filter((slot) => slot !== turn);
  const weak = turn >= 5 && turn <= 7 ? [turn + 2] : [];
  return [...strong, ...(PAIRS_OF_MIDDLING[rank % PAIRS_OF_MIDDLING.length] ?? []), ...weak];
}

function plantedStates({ evidence }: Criterion): State[] {
  if (!evidence.includes("text")) return ["drawn"];
  return evidence.includes("diagram") ? ["met", "paraphrased", "drawn"] : ["met", "paraphrased"];
}

function missedStates({ partial }: Criterion): State[] {
  const states: State[] = ["absent", "name_dropped", "contradicted"];
  return partial ? [...states, "partial"] : states;
}

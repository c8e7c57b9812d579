import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { createNamedRandom, shuffle } from "#domain/statistics/random";
import { withLists } from "../../support/listed-rubric";
import { NUMBERS } from "./generate-payload";
import type { Answers } from "#domain/attempts/answer.schema";
import type { ListedCriterion } from "../../support/listed-rubric";
import type { Rubric } from "#domain/rubrics/rubric.schema";

/** A way to make an answer from a rubric by program, without a thought of one's own. */
export type StuffingWay = { name: string; stuff: (rubric: Rubric) => Answers };

type Random = () => number;
/** What is written for one criterion. */
type Write = (criterion: ListedCriterion, random: Random, index: number) => string;

const FRAMES = [
  (terms: string) => `In our design we rely on ${terms}.`,
  (terms: string) => `The platform takes care of ${terms} at any time.`,
  (terms: string) => `A robust approach to ${terms} is chosen.`,
  (terms: string) => `Furthermore, ${terms} will be handled by a service.`,
];
const SMALL_WORDS = "for after by before so if when at over under then until on per via".split(" ");
/** What hurried notes put between their terms. */
const MARKS = ["->", "=", ":", "+", "/", "|"];
const GLUE = "green table morning window garden river paper yellow mountain bottle".split(" ");

const WAYS: Record<string, Write> = {
  "one term a group": (one) => `${termsOf(one).join(", ")}.`,
  "first terms": (one) => `${termsOf(one, 0).join(", ")}.`,
  "three terms a group": (one) => `${[0, 0.4, 0.8].flatMap((at) => termsOf(one, at)).join(", ")}.`,
  "joined by with": (one) => `${termsOf(one).join(" with ")}.`,
  "one frame": (one) => `Our great design will handle ${termsOf(one).join(" and ")} very well.`,
  "a frame with a reason": (one) =>
    `We rely on ${termsOf(one).join(" together with ")}, because that is what this problem needs.`,
  "four frames in turn": (one, _, index) =>
    FRAMES[index % FRAMES.length]?.(termsOf(one).join(" and ")) ?? "",
  "with a number each": (one, _, index) => `${termsOf(one).join(", ")}: ${10 + 7 * index} ms.`,
  "joined by small words": (one, random) => `${joinBy(termsOf(one), SMALL_WORDS, random)}.`,
  ...Object.fromEntries(
    MARKS.map((mark): [string, Write] => [
      `joined by ${mark}`,
      (one) => `${termsOf(one).join(mark === ":" ? ": " : ` ${mark} `)}.`,
    ]),
  ),
  "joined by marks in turn": (one, random) => `${joinBy(termsOf(one), MARKS, random)}.`,
  "marks and a number": (one, _, index) =>
    `${termsOf(one, 0.3).join(" -> ")} = ${3 + 2 * index} (${termsOf(one, 0.7).join(" + ")})`,
  "text in another order": ({ text }, random) => `${shuffle(wordsOf(text), random).join(" ")}.`,
  "passing example in another order": ({ pass }, random) =>
    `${shuffle(wordsOf(pass), random).join(" ")}.`,
  "passing example, a word after every fourth": ({ pass }, random) =>
    wordsOf(pass)
      .map((word, at) => (at % 4 === 3 ? `${word} ${pick(GLUE, random)}` : word))
      .join(" "),
};

/** Every way, each with every criterion in its own section. */
export function listStuffingWays(seed = 1): StuffingWay[] {
  return Object.entries(WAYS).map(([name, write]) => ({
    name,
    stuff: (rubric) => {
      const { criteria } = withLists(rubric);
      const random = createNamedRandom(seed, name);
      const answers = { ...EMPTY_ANSWERS };
      criteria.forEach((criterion, index) => {
        const { section } = criterion;
        answers[section] += `${write(criterion, random, index)}\n`;
      });
      return answers;
    },
  }));
}

/** One phrase of each group, at a share of its list; a number of the kind where one is asked for. */
function termsOf({ signals, text }: ListedCriterion, at = 0.5): string[] {
  if (!signals) return wordsOf(text).slice(0, 6);
  return signals.met.map((group) =>
    Array.isArray(group) ? (group[Math.floor(at * group.length)] ?? "") : NUMBERS[group.number],
  );
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).map((word) => word.replace(/[.,;:]+$/, ""));
}

function joinBy(terms: string[], joints: readonly string[], random: Random): string {
  return terms.reduce((text, term) => `${text} ${pick(joints, random)} ${term}`);
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)] as T;
}

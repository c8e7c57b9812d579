import type { ProblemCard } from "#server/problems/list-problems";
import { DIFFICULTY_TITLES } from "~/lib/problem-words";
import type { NextProblem } from "./next-steps";

type Card = Pick<ProblemCard, "slug" | "title" | "difficulty" | "minutes" | "topics" | "isTried">;

const ORDER: Card["difficulty"][] = ["warm-up", "core", "hard"];

/** Longer than what is left after ten minutes of something else. */
const isLong = ({ minutes }: Card) => Math.min(...minutes) > 30;

/**
 * The problem to take after one that went well: not tried yet, a step harder if there is one, and with
 * most topics in common; rather one that has a round of half an hour. Null where everything was tried.
 */
export function chooseNextProblem(cards: readonly Card[], slug: string): NextProblem | null {
  const from = cards.find((card) => card.slug === slug);
  if (!from) return null;
  const inCommon = ({ topics }: Card) =>
    topics.filter((topic) => from.topics.includes(topic)).length;
  const harder = (card: Card) => ORDER.indexOf(card.difficulty) - ORDER.indexOf(from.difficulty);
  /** One step harder, then the same, then two steps; an easier one last. */
  const place = (card: Card) => [1, 0, 2].indexOf(harder(card)) + 1 || 4;
  const [next] = cards
    .filter((card) => card.slug !== slug && !card.isTried)
    .sort(
      (a, b) =>
        Number(isLong(a)) - Number(isLong(b)) ||
        place(a) - place(b) ||
        inCommon(b) - inCommon(a) ||
        (a.slug < b.slug ? -1 : 1),
    );
  if (!next) return null;
  return {
    slug: next.slug,
    title: next.title,
    minutes: Math.min(...next.minutes),
    why: sayWhy(next, { step: harder(next), inCommon: inCommon(next) }),
  };
}

function sayWhy(next: Card, { step, inCommon }: { step: number; inCommon: number }): string {
  const title = DIFFICULTY_TITLES[next.difficulty];
  const level =
    step > 0 ? `${title}, so a step up.` : step === 0 ? `${title}, like this one.` : `${title}.`;
  if (inCommon === 0)
    return `${level} It shares no topic with this one and shows what carries over.`;
  return `${level} It uses ${inCommon === 1 ? "one of the topics" : `${inCommon} of the topics`} you just practiced.`;
}

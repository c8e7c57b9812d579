import { drillMinutes, MAX_DRILL_CRITERIA } from "#domain/attempts/kinds";
import { nextMidnight } from "#domain/practice/day";

/** An open card as the plan sees it. */
export type PlannedCard = {
  /** The attempt whose report it comes from: a drill grows out of one. */
  baseId: string;
  section: string;
  criterionId: string;
  dueAt: Date;
  intervalDays: number;
  isWaiting: boolean;
  /** When its last answer was handed in. */
  lastAt: Date;
  /** Points that it is worth in an interview. */
  weight: number;
};

/** Criteria of one section of one report, practised together. */
type PlannedDrill<Card extends PlannedCard> = { cards: Card[]; minutes: number };

export type DuePlan<Card extends PlannedCard> = {
  drills: PlannedDrill<Card>[];
  minutes: number;
  /** Due as well, and more than the day has room for: they come first tomorrow. */
  later: Card[];
  /** Missed and not begun: they come as there is room. */
  waiting: Card[];
  /** The drill that comes after today's, for who wants more; null where nothing is due or waits. */
  more: PlannedDrill<Card> | null;
};

/** A card's part of a drill, in minutes, as cards come together on average. */
const CARD_MINUTES = 5;
/**
 * The share of a day that reviews of the cards in play may ask for before new ones wait. The rest
 * catches up after a pause.
 */
const LOAD_SHARE = 0.7;

/**
 * What to practise today: what is due, longest due first, within the day's minutes; then new cards,
 * as many as the days to come have room for: a new one needn't wait for the day after its report. Cards
 * of the same section come together, three at most.
 * There is always room for one drill on a day without any.
 *
 * @param cards open ones only
 * @param options.timeZone in which a day begins
 * @param options.spentMinutes of drills that were handed in today
 */
export function planDue<Card extends PlannedCard>(
  cards: readonly Card[],
  now: Date,
  minutesPerDay: number,
  options: { timeZone?: string; spentMinutes?: number } = {},
): DuePlan<Card> {
  const { timeZone = "UTC", spentMinutes = 0 } = options;
  const tomorrow = nextMidnight(now, timeZone);
  const inPlay = cards.filter(({ isWaiting }) => !isWaiting);
  const due = inPlay
    .filter(({ dueAt }) => dueAt < tomorrow)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || byId(a, b));
  const fresh = cards
    .filter(({ isWaiting }) => isWaiting)
    .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime() || b.weight - a.weight || byId(a, b));
  const room = Math.max(minutesPerDay, spentMinutes === 0 ? drillMinutes(1) : 0) - spentMinutes;
  const reviews = fill(due, room);
  const left = room - sumMinutes(reviews.drills);
  const isCaughtUp = reviews.left.length === 0;
  const admitted = isCaughtUp ? fresh.slice(0, roomForNew(inPlay, minutesPerDay)) : [];
  const news = fill(admitted, left);
  const drills = [...reviews.drills, ...news.drills];
  const taken = new Set(drills.flatMap((drill) => drill.cards));
  const waiting = fresh.filter((card) => !taken.has(card));
  const [more = null] = fill(
    [...reviews.left, ...waiting],
    drillMinutes(MAX_DRILL_CRITERIA),
  ).drills;
  return { drills, minutes: sumMinutes(drills), later: reviews.left, waiting, more };
}

/** Drills of these cards in their order, until the minutes are used up. */
function fill<Card extends PlannedCard>(
  cards: readonly Card[],
  minutes: number,
): { drills: PlannedDrill<Card>[]; left: Card[] } {
  const drills: PlannedDrill<Card>[] = [];
  let open = [...cards];
  let room = minutes;
  for (const card of cards) {
    if (!open.includes(card)) continue;
    const together = open.filter(
      ({ baseId, section }) => baseId === card.baseId && section === card.section,
    );
    let count = Math.min(together.length, MAX_DRILL_CRITERIA);
    while (count > 0 && drillMinutes(count) > room) count -= 1;
    if (count === 0) break;
    const chosen = together.slice(0, count);
    drills.push({ cards: chosen, minutes: drillMinutes(count) });
    room -= drillMinutes(count);
    open = open.filter((one) => !chosen.includes(one));
  }
  return { drills, left: open };
}

/** How many new cards the days to come have room for, by what those in play ask of a day. */
function roomForNew(inPlay: readonly PlannedCard[], minutesPerDay: number): number {
  const reviewsPerDay = inPlay.reduce(
    (sum, { intervalDays }) => sum + 1 / Math.max(1, intervalDays),
    0,
  );
  return Math.max(0, Math.ceil((LOAD_SHARE * minutesPerDay) / CARD_MINUTES - reviewsPerDay));
}

function sumMinutes(drills: readonly { minutes: number }[]): number {
  return drills.reduce((sum, { minutes }) => sum + minutes, 0);
}

/** The same order whatever the database gave. */
function byId(a: PlannedCard, b: PlannedCard): number {
  const [left, right] = [a, b].map(({ baseId, criterionId }) => `${baseId} ${criterionId}`);
  return (left ?? "") < (right ?? "") ? -1 : 1;
}

import { createEmptyCard, fsrs, Rating } from "ts-fsrs";
import type { Grade } from "ts-fsrs";
import { LEVELS } from "#domain/problems/scale";
import type { Level } from "#domain/problems/scale";
import type { PersonVerdict } from "#domain/reviews/review.schema";

/** What somebody said of a criterion in one attempt: a judge, a reviewer, or the candidate. */
export type CardMark = {
  at: Date;
  verdict: PersonVerdict;
  /** What the attempt was measured at. */
  level: Level;
  /** Made in a drill, which is there for the card; an interview meets it by the way. */
  isDrill: boolean;
};

/** Where a criterion that was missed stands. */
export type CardState = {
  dueAt: Date;
  /** Days from the last mark to `dueAt`. */
  intervalDays: number;
  lastVerdict: PersonVerdict;
  lastAt: Date;
  /** Marks since it was first missed, that one counted. */
  marks: number;
  /** No drill of it since it began or came back: it waits until there is room, and can't be late. */
  isWaiting: boolean;
  closedAt: Date | null;
};

const RATINGS: Record<PersonVerdict, Grade> = {
  met: Rating.Good,
  partial: Rating.Hard,
  not_met: Rating.Again,
};

/** So many days after the mark before it, a Good shows that it is known. */
const LONG_INTERVAL_DAYS = 7;
/** Goods in a row, each after so long, that close a card. */
const GOODS_TO_CLOSE = 2;
/** An interview is weeks away, not years. */
const MAX_INTERVAL_DAYS = 14;
const DAY_MS = 24 * 60 * 60_000;

// Without fuzz the same marks make the same card, whenever they are read again.
const scheduler = fsrs({
  maximum_interval: MAX_INTERVAL_DAYS,
  enable_short_term: false,
  enable_fuzz: false,
});

/**
 * The card of a criterion, made of all its marks: a verdict that changes changes the card, and none
 * counts twice. It begins with the first miss of what the attempt's level expects; null before that.
 * Met is Good, partly Hard, not met Again. Two Goods in a row, each seven days or more after the mark
 * before, close it; a later miss opens it again.
 *
 * @param marks in the order in which the answers were handed in
 * @param criterionLevel the lowest level at which the criterion is expected
 */
export function scheduleCard(marks: readonly CardMark[], criterionLevel: Level): CardState | null {
  const start = marks.findIndex(
    ({ verdict, level }) =>
      verdict !== "met" && LEVELS.indexOf(criterionLevel) <= LEVELS.indexOf(level),
  );
  const first = marks[start];
  if (first === undefined) return null;
  let card = createEmptyCard(first.at);
  let goods = 0;
  let closedAt: Date | null = null;
  let isPractised = false;
  let last = first;
  for (const mark of marks.slice(start)) {
    const days = Math.round((mark.at.getTime() - last.at.getTime()) / DAY_MS);
    card = scheduler.next(card, mark.at, RATINGS[mark.verdict]).card;
    if (mark.verdict !== "met") {
      goods = 0;
      if (closedAt !== null) isPractised = false;
      closedAt = null;
    } else if (days >= LONG_INTERVAL_DAYS) {
      goods += 1;
      if (goods >= GOODS_TO_CLOSE) closedAt ??= mark.at;
    }
    isPractised ||= mark.isDrill;
    last = mark;
  }
  return {
    dueAt: card.due,
    intervalDays: card.scheduled_days,
    lastVerdict: last.verdict,
    lastAt: last.at,
    marks: marks.length - start,
    isWaiting: !isPractised,
    closedAt,
  };
}

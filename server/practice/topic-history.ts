import { daysBetween, toDay } from "#domain/practice/day";
import type { PersonVerdict } from "#domain/reviews/review.schema";
import { groupBy } from "./group-by";

/** A verdict with what it is about. */
export type TopicMark = { at: Date; topics: readonly string[]; verdict: PersonVerdict };

/** What of a topic was shown in one stretch of time; null where nothing of it was asked. */
export type TopicCell = { percent: number; marks: number } | null;

export type TopicHistory = {
  /** First days of weeks or months, oldest first. */
  periods: string[];
  by: "week" | "month";
  /** The weakest first. */
  topics: { slug: string; percent: number; marks: number; cells: TopicCell[] }[];
};

/** Shares of what was asked: half of a criterion counts half. */
const WORTH: Record<PersonVerdict, number> = { met: 1, partial: 0.5, not_met: 0 };
const MAX_PERIODS = 8;
const MAX_TOPICS = 12;
/** Up to so many days of practice are shown by week. */
const WEEKS_UP_TO_DAYS = 7 * MAX_PERIODS;

/**
 * How much of each topic was shown, by week or by month as the practice is long. The topics asked
 * most often, of these the weakest first.
 */
export function listTopicHistory(marks: readonly TopicMark[], timeZone: string): TopicHistory {
  const dated = marks.map((mark) => ({ ...mark, day: toDay(mark.at, timeZone) }));
  const days = dated.map(({ day }) => day).sort();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return { periods: [], by: "week", topics: [] };
  const by = daysBetween(first, last) < WEEKS_UP_TO_DAYS ? "week" : "month";
  const toPeriod = by === "week" ? toMonday : toMonth;
  const periods = [...new Set(days.map(toPeriod))].slice(-MAX_PERIODS);
  const spread = dated
    .filter(({ day }) => periods.includes(toPeriod(day)))
    .flatMap(({ topics, day, verdict }) => topics.map((slug) => ({ slug, day, verdict })));
  const topics = [...groupBy(spread, ({ slug }) => slug)]
    .map(([slug, asked]) => {
      const byPeriod = groupBy(asked, ({ day }) => toPeriod(day));
      const cells = periods.map((period) => toCell(byPeriod.get(period) ?? []));
      const { percent, marks: count } = toCell(asked) ?? { percent: 0, marks: 0 };
      return { slug, percent, marks: count, cells };
    })
    .sort((a, b) => b.marks - a.marks || a.slug.localeCompare(b.slug, "en"))
    .slice(0, MAX_TOPICS)
    .sort((a, b) => a.percent - b.percent || b.marks - a.marks);
  return { periods, by, topics };
}

function toCell(marks: readonly { verdict: PersonVerdict }[]): TopicCell {
  if (marks.length === 0) return null;
  const worth = marks.reduce((sum, { verdict }) => sum + WORTH[verdict], 0);
  return { percent: Math.round((100 * worth) / marks.length), marks: marks.length };
}

function toMonth(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

function toMonday(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

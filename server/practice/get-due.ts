import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { problems, problemVersions, versionTitle } from "../db/tables/content";
import { practiceCards, practiceSettings } from "../db/tables/practice";
import { reviewSights } from "../db/tables/reviews";
import { drillMinutes } from "#domain/attempts/kinds";
import { nextMidnight, toDay } from "#domain/practice/day";
import { MINUTES_PER_DAY } from "#domain/practice/minutes";
import type { SectionId } from "#domain/problems/scale";
import { planDue } from "./plan-due";
import type { PlannedCard } from "./plan-due";
import { readRubrics } from "./rubric-shelf";
import { updateCards } from "./update-cards";

/** A criterion in a drill that is due: what to do about it, and not what is asked. */
type DueCriterion = {
  id: string;
  /** What to do next; null while the report that says it has not been opened. */
  advice: string | null;
  topics: string[];
};

export type DueDrill = {
  problem: { slug: string; title: string };
  /** The attempt that it grows out of. */
  from: string;
  section: SectionId;
  minutes: number;
  criteria: DueCriterion[];
  /** Not drilled since it was missed. */
  isNew: boolean;
};

/** Times are ISO 8601. */
export type Due = {
  drills: DueDrill[];
  minutes: number;
  minutesPerDay: number;
  /** Of drills handed in today. */
  spentMinutes: number;
  /** Criteria that are due and don't fit into today. */
  later: number;
  /** Criteria that were missed and wait until there is room. */
  waiting: number;
  /** Criteria that come back after today. */
  ahead: number;
  /** When there is a drill again after today; null where none is known of. */
  nextAt: string | null;
  /** What comes after today's drills, for who wants more. */
  more: DueDrill | null;
  closed: number;
  /** Criteria that were missed, and that the newest rubrics of these problems no longer ask. */
  gone: { count: number; problems: string[] };
};

/** More time than the longest day has. */
const LONGEST_DAY_HOURS = 26;

/**
 * What a person is to practise today, from cards that are up to date.
 * @param at.timeZone of the reader, in which the day begins
 */
export async function getDue(
  db: Db,
  userId: string,
  at: { now: Date; timeZone: string },
): Promise<Due> {
  await updateCards(db, userId);
  const [cards, closed, gone, minutesPerDay, spentMinutes] = await Promise.all([
    listOpenCards(db, userId),
    countKnown(db, userId),
    findGone(db, userId),
    getMinutesPerDay(db, userId),
    sumSpentMinutes(db, userId, at),
  ]);
  const { timeZone } = at;
  const plan = planDue(cards, at.now, minutesPerDay, { timeZone, spentMinutes });
  const planned = plan.drills.flatMap((drill) => drill.cards);
  const shown = [...planned, ...(plan.more?.cards ?? [])];
  const ahead = cards.filter(
    (card) => !card.isWaiting && !planned.includes(card) && !plan.later.includes(card),
  );
  const [rubrics, titles] = await Promise.all([
    readRubrics(
      db,
      shown.map(({ rubricVersionId }) => rubricVersionId),
    ),
    readTitles(
      db,
      shown.map(({ baseId }) => baseId),
    ),
  ]);
  const describe = ({ cards: [first, ...others], minutes }: (typeof plan.drills)[number]) => {
    if (!first) return [];
    const together = [first, ...others];
    return [
      {
        problem: { slug: first.slug, title: titles.get(first.baseId) ?? first.slug },
        from: first.baseId,
        section: first.section,
        minutes,
        isNew: together.every(({ isWaiting }) => isWaiting),
        criteria: together.map(({ criterionId, rubricVersionId, isOpened }) => {
          const { criteria = [] } = rubrics.get(rubricVersionId) ?? {};
          const criterion = criteria.find(({ id }) => id === criterionId);
          return {
            id: criterionId,
            advice: isOpened ? (criterion?.advice ?? null) : null,
            topics: criterion?.topics ?? [],
          };
        }),
      } satisfies DueDrill,
    ];
  };
  return {
    drills: plan.drills.flatMap(describe),
    more: plan.more && (describe(plan.more)[0] ?? null),
    minutes: plan.minutes,
    minutesPerDay,
    spentMinutes,
    later: plan.later.length,
    waiting: plan.waiting.length,
    ahead: ahead.length,
    nextAt: findNext(cards, at, minutesPerDay)?.toISOString() ?? null,
    closed,
    gone,
  };
}

/**
 * The first moment after today at which a day's plan has a drill: tomorrow, or when a card comes back.
 * @param cards the next due first
 */
function findNext(
  cards: readonly PlannedCard[],
  { now, timeZone }: { now: Date; timeZone: string },
  minutesPerDay: number,
): Date | null {
  const tomorrow = nextMidnight(now, timeZone);
  const moments = cards.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > tomorrow);
  const hasDrill = (day: Date) =>
    planDue(cards, day, minutesPerDay, { timeZone }).drills.length > 0;
  return [tomorrow, ...moments].find(hasDrill) ?? null;
}

/** The next due first. Those of a problem that was archived can't be practised. */
async function listOpenCards(db: Db, userId: string) {
  return db
    .select({
      criterionId: practiceCards.criterionId,
      baseId: practiceCards.baseId,
      rubricVersionId: practiceCards.rubricVersionId,
      section: practiceCards.section,
      weight: practiceCards.weight,
      dueAt: practiceCards.dueAt,
      intervalDays: practiceCards.intervalDays,
      lastAt: practiceCards.lastAt,
      isWaiting: practiceCards.isWaiting,
      slug: problems.slug,
      isOpened: sql<boolean>`${reviewSights.personId} is not null`,
    })
    .from(practiceCards)
    .innerJoin(problems, eq(problems.id, practiceCards.problemId))
    .innerJoin(attempts, eq(attempts.id, practiceCards.baseId))
    .leftJoin(
      reviewSights,
      and(eq(reviewSights.attemptId, attempts.id), eq(reviewSights.personId, attempts.userId)),
    )
    .where(
      and(
        eq(practiceCards.userId, userId),
        isNull(practiceCards.closedAt),
        isNull(problems.archivedAt),
      ),
    )
    .orderBy(asc(practiceCards.dueAt));
}

/** What the problem of each attempt is called, in the version that it had. */
async function readTitles(
  db: Db,
  attemptIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (attemptIds.length === 0) return new Map();
  const rows = await db
    .select({ id: attempts.id, title: versionTitle })
    .from(attempts)
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .where(inArray(attempts.id, [...new Set(attemptIds)]));
  return new Map(rows.map(({ id, title }) => [id, title]));
}

async function countKnown(db: Db, userId: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(practiceCards)
    .where(
      and(
        eq(practiceCards.userId, userId),
        isNotNull(practiceCards.closedAt),
        isNull(practiceCards.goneAt),
      ),
    );
  return row?.count ?? 0;
}

/** Titles as of the attempts that the cards grew out of, by name. */
async function findGone(db: Db, userId: string): Promise<Due["gone"]> {
  const rows = await db
    .select({ baseId: practiceCards.baseId })
    .from(practiceCards)
    .where(and(eq(practiceCards.userId, userId), isNotNull(practiceCards.goneAt)));
  const titles = await readTitles(
    db,
    rows.map(({ baseId }) => baseId),
  );
  const problems = [...new Set(titles.values())].sort((a, b) => a.localeCompare(b, "en"));
  return { count: rows.length, problems };
}

async function getMinutesPerDay(db: Db, userId: string): Promise<number> {
  const [row] = await db
    .select({ minutesPerDay: practiceSettings.minutesPerDay })
    .from(practiceSettings)
    .where(eq(practiceSettings.userId, userId));
  return row?.minutesPerDay ?? MINUTES_PER_DAY.standard;
}

/** As planned, not as they took: a drill that was left open in a tab would use up the day. */
async function sumSpentMinutes(
  db: Db,
  userId: string,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<number> {
  const since = new Date(now.getTime() - LONGEST_DAY_HOURS * 60 * 60_000);
  const drills = await db
    .select({ submittedAt: attempts.submittedAt, criteria: attempts.focusCriteria })
    .from(attempts)
    .where(
      and(eq(attempts.userId, userId), eq(attempts.kind, "drill"), gt(attempts.submittedAt, since)),
    );
  return drills
    .filter(
      ({ submittedAt }) =>
        submittedAt !== null && toDay(submittedAt, timeZone) === toDay(now, timeZone),
    )
    .reduce((sum, { criteria }) => sum + drillMinutes(criteria?.length ?? 1), 0);
}

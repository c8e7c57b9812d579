import { and, desc, eq, gte, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { problems, problemVersions, versionTitle } from "../db/tables/content";
import { ownTracks, trackTicks } from "../db/tables/practice";
import type { Study } from "../study/study";
import { toDay } from "#domain/practice/day";
import { firstDayOfWeek, toTickId, weekOn } from "#domain/practice/track";
import { readRubrics } from "./rubric-shelf";

/** `by`: done in a drill or an interview, or ticked off by hand; null while it isn't done. */
type TrackTopic = { item: string; slug: string; title: string; by: "drill" | "hand" | null };
type TrackExercise = { item: string; text: string; isDone: boolean };
/** `attemptId`: the newest that did it. */
type TrackProblem = { slug: string; title: string; attemptId: string | null };

export type OwnWeek = {
  /** From 1. */
  number: number;
  title: string;
  /** A day. */
  startsOn: string;
  topics: TrackTopic[];
  exercises: TrackExercise[];
  problems: TrackProblem[];
  /** Of its problems one is enough. */
  done: number;
  of: number;
};

/** The track that a person follows. Days are as in "2026-11-29". */
export type OwnTrack = {
  slug: string;
  title: string;
  startsOn: string;
  interviewOn: string | null;
  /** The week of today, from 1; 0 before it begins, null once it is over. */
  week: number | null;
  weeks: OwnWeek[];
};

/**
 * The track with what is done of it. A problem is done by an attempt that came to a grade, an estimate
 * or finished own marks, a topic by a drill of a criterion about it, both since the track began; topics
 * and exercises also by a tick.
 * @returns null while the person follows none
 */
export async function getOwnTrack(
  db: Db,
  study: Study,
  userId: string,
  at: { now: Date; timeZone: string },
): Promise<OwnTrack | null> {
  const [own] = await db.select().from(ownTracks).where(eq(ownTracks.userId, userId));
  const track = own && study.tracks.get(own.track);
  if (!track) return null;
  const { startsOn, interviewOn } = own;
  const since = { userId, day: startsOn, timeZone: at.timeZone };
  const { title, weeks } = track.head;
  const slugs = weeks.flatMap((week) => week.problems);
  const [ticks, drilled, practised, titles] = await Promise.all([
    listTicks(db, userId, own.track),
    listDrilledTopics(db, since),
    listPractised(db, since),
    listTitles(db, slugs),
  ]);
  const today = weekOn(startsOn, toDay(at.now, at.timeZone));
  return {
    slug: own.track,
    title,
    startsOn,
    interviewOn,
    week: today > weeks.length ? null : Math.max(0, today),
    weeks: weeks.map((week, index): OwnWeek => {
      const number = index + 1;
      const topics = week.topics.map((slug): TrackTopic => {
        const item = toTickId(number, "topic", slug);
        const by = drilled.has(slug) ? "drill" : ticks.has(item) ? "hand" : null;
        return { item, slug, title: study.topics.get(slug)?.head.title ?? slug, by };
      });
      const exercises = week.exercises.map((text, place): TrackExercise => {
        const item = toTickId(number, "exercise", place);
        return { item, text, isDone: ticks.has(item) };
      });
      // None where the problem was archived in the app.
      const chosen = week.problems.flatMap((slug): TrackProblem[] => {
        const known = titles.get(slug);
        if (known === undefined) return [];
        return [{ slug, title: known, attemptId: practised.get(slug) ?? null }];
      });
      const tasks = [
        ...topics.map(({ by }) => by !== null),
        ...exercises.map(({ isDone }) => isDone),
        ...(chosen.length > 0 ? [chosen.some(({ attemptId }) => attemptId !== null)] : []),
      ];
      return {
        number,
        title: week.title,
        startsOn: firstDayOfWeek(startsOn, number),
        topics,
        exercises,
        problems: chosen,
        done: tasks.filter(Boolean).length,
        of: tasks.length,
      };
    }),
  };
}

async function listTicks(db: Db, userId: string, track: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ item: trackTicks.item })
    .from(trackTicks)
    .where(and(eq(trackTicks.userId, userId), eq(trackTicks.track, track)));
  return new Set(rows.map(({ item }) => item));
}

type Since = { userId: string; day: string; timeZone: string };

/** Handed in on that day or after it, as the reader's calendar has it. */
function handedInSince({ userId, day, timeZone }: Since) {
  return and(
    eq(attempts.userId, userId),
    eq(attempts.status, "submitted"),
    gte(attempts.submittedAt, sql`${day}::timestamp at time zone ${timeZone}`),
  );
}

async function listDrilledTopics(db: Db, since: Since): Promise<ReadonlySet<string>> {
  const drills = await db
    .select({ rubricVersionId: attempts.rubricVersionId, criteria: attempts.focusCriteria })
    .from(attempts)
    .where(and(handedInSince(since), eq(attempts.kind, "drill")));
  const rubrics = await readRubrics(
    db,
    drills.map(({ rubricVersionId }) => rubricVersionId),
  );
  return new Set(
    drills.flatMap(({ rubricVersionId, criteria }) =>
      (rubrics.get(rubricVersionId)?.criteria ?? [])
        .filter(({ id }) => criteria?.includes(id))
        .flatMap(({ topics }) => topics),
    ),
  );
}

/** The newest attempt by slug of the problem. An answer that couldn't be read did nothing. */
async function listPractised(db: Db, since: Since): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ slug: problems.slug, attemptId: attempts.id })
    .from(attempts)
    .innerJoin(problems, eq(problems.id, attempts.problemId))
    .where(
      and(
        handedInSince(since),
        sql`${attempts.kind} <> 'drill'`,
        sql`(exists (select from grades
            where attempt_id = ${attempts.id} and status = 'graded' and not is_unreadable)
          or exists (select from self_ratings
            where attempt_id = ${attempts.id} and finished_at is not null))`,
      ),
    )
    .orderBy(attempts.submittedAt);
  return new Map(rows.map(({ slug, attemptId }) => [slug, attemptId]));
}

async function listTitles(db: Db, slugs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (slugs.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([problems.id], { slug: problems.slug, title: versionTitle })
    .from(problems)
    .innerJoin(problemVersions, eq(problemVersions.problemId, problems.id))
    .where(and(inArray(problems.slug, [...slugs]), isNull(problems.archivedAt)))
    .orderBy(problems.id, desc(problemVersions.version));
  return new Map(rows.map(({ slug, title }) => [slug, title]));
}

import { and, desc, eq } from "drizzle-orm";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { problemVersions, versionTitle } from "../db/tables/content";
import type { Study } from "../study/study";
import type { AttemptKind } from "#domain/attempts/kinds";
import type { SectionId } from "#domain/problems/scale";
import { getDue } from "./get-due";
import type { Due } from "./get-due";
import { getOwnTrack } from "./get-own-track";
import type { OwnTrack } from "./get-own-track";
import { readScores } from "./read-scores";
import type { Scores } from "./read-scores";

/** An attempt that is not handed in yet. */
type OpenAttempt = {
  id: string;
  kind: AttemptKind;
  title: string;
  /** Of a retry or drill. */
  section: SectionId | null;
  /** Whole minutes that are left; null where it is untimed. */
  minutesLeft: number | null;
};

/** What a candidate comes back to. */
export type Home = {
  /** The one that was started last, and how many more there are. */
  open: { newest: OpenAttempt; others: number } | null;
  due: Due;
  track: OwnTrack | null;
  /** The last few, each kind by itself. */
  scores: Scores;
};

/** Newest attempts that the trend is drawn from. */
const TREND = 8;
const MINUTE_MS = 60_000;

export async function getHome(
  db: Db,
  study: Study,
  userId: string,
  at: { now: Date; timeZone: string },
): Promise<Home> {
  const [open, due, track, scores] = await Promise.all([
    listOpen(db, userId, at.now),
    getDue(db, userId, at),
    getOwnTrack(db, study, userId, at),
    readScores(db, userId, TREND),
  ]);
  const [newest, ...others] = open;
  return { open: newest ? { newest, others: others.length } : null, due, track, scores };
}

/** The newest first. One whose time is up is handed in within the second. */
async function listOpen(db: Db, userId: string, now: Date): Promise<OpenAttempt[]> {
  const rows = await db
    .select({
      id: attempts.id,
      kind: attempts.kind,
      section: attempts.focusSection,
      title: versionTitle,
      deadlineAt: attempts.deadlineAt,
    })
    .from(attempts)
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .where(and(eq(attempts.userId, userId), eq(attempts.status, "in_progress")))
    .orderBy(desc(attempts.startedAt));
  return rows
    .map(({ deadlineAt, ...row }) => ({
      ...row,
      minutesLeft:
        deadlineAt === null ? null : Math.ceil((deadlineAt.getTime() - now.getTime()) / MINUTE_MS),
    }))
    .filter(({ minutesLeft }) => minutesLeft === null || minutesLeft > 0);
}

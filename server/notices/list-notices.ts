import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { problemVersions, versionTitle } from "../db/tables/content";
import { notices } from "../db/tables/notices";
import { appeals, pointChallenges } from "../db/tables/reviews";
import type { AttemptKind } from "#domain/attempts/kinds";
import type { NoticeKind } from "#domain/notices/notice";
import { readAdminLinks } from "./read-admin-links";
import type { AdminLink } from "./read-admin-links";

type Common = { id: number; isRead: boolean; /** ISO 8601 */ createdAt: string };

/** One notice, as its person sees it. */
export type Notice = Common &
  (
    | { kind: "due"; /** "2026-11-29" */ day: string; drills: number }
    | {
        kind: "admin_link";
        link: AdminLink;
        /** It gets into the reader's own account. */ isOwn: boolean;
      }
    | {
        kind: Exclude<NoticeKind, "due" | "admin_link">;
        attempt: { id: string; kind: AttemptKind; title: string };
        /** Of a settled challenge. */
        outcome: "granted" | "declined" | null;
      }
  );

const NOTICES_A_PAGE = 50;

type NoticePage = { notices: Notice[]; pageCount: number; unread: number };

/** Those that tell something: a day on which nothing was due has a row as well. */
const IS_TOLD = sql`${notices.drills} is distinct from 0`;

/** A person's notices, the newest first. */
export async function listNotices(
  db: Db,
  userId: string,
  { page }: { page: number },
): Promise<NoticePage> {
  const ofPerson = and(eq(notices.userId, userId), IS_TOLD);
  const [count, unread, found] = await Promise.all([
    db.$count(notices, ofPerson),
    db.$count(notices, and(ofPerson, isNull(notices.readAt))),
    readNotices(db, ofPerson, { limit: NOTICES_A_PAGE, offset: (page - 1) * NOTICES_A_PAGE }),
  ]);
  return { notices: found, unread, pageCount: Math.ceil(count / NOTICES_A_PAGE) };
}

/** The newest that were not read, `limit` at most. */
export function listUnread(db: Db, userId: string, limit: number): Promise<Notice[]> {
  return readNotices(db, and(eq(notices.userId, userId), isNull(notices.readAt)), {
    limit,
    offset: 0,
  });
}

async function readNotices(
  db: Db,
  where: SQL | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<Notice[]> {
  const rows = await db
    .select({
      id: notices.id,
      userId: notices.userId,
      kind: notices.kind,
      key: notices.key,
      drills: notices.drills,
      createdAt: notices.createdAt,
      readAt: notices.readAt,
      attemptId: notices.attemptId,
      attemptKind: attempts.kind,
      title: versionTitle,
    })
    .from(notices)
    .leftJoin(attempts, eq(attempts.id, notices.attemptId))
    .leftJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .where(where)
    .orderBy(desc(notices.id))
    .limit(limit)
    .offset(offset);
  const keysOf = (wanted: NoticeKind) =>
    rows.filter(({ kind }) => kind === wanted).map(({ key }) => key);
  const [outcomes, links] = await Promise.all([
    readOutcomes(db, keysOf("challenge_settled")),
    readAdminLinks(db, keysOf("admin_link")),
  ]);
  return rows.flatMap((row): Notice[] => {
    const { id, kind, key, drills, attemptId, attemptKind, title } = row;
    const common = { id, isRead: row.readAt !== null, createdAt: row.createdAt.toISOString() };
    if (kind === "due") return [{ ...common, kind, day: key, drills: drills ?? 0 }];
    if (kind === "admin_link") {
      const link = links.get(key);
      if (link === undefined) return [];
      return [{ ...common, kind, link, isOwn: link.owner?.id === row.userId }];
    }
    if (attemptId === null || attemptKind === null) return [];
    const attempt = { id: attemptId, kind: attemptKind, title };
    return [{ ...common, kind, attempt, outcome: outcomes.get(key) ?? null }];
  });
}

async function readOutcomes(
  db: Db,
  appealIds: readonly string[],
): Promise<ReadonlyMap<string, "granted" | "declined">> {
  if (appealIds.length === 0) return new Map();
  const rows = await db
    .select({ id: appeals.id, outcome: appeals.outcome })
    .from(appeals)
    .where(inArray(appeals.id, [...appealIds]))
    .unionAll(
      db
        .select({ id: pointChallenges.id, outcome: pointChallenges.outcome })
        .from(pointChallenges)
        .where(inArray(pointChallenges.id, [...appealIds])),
    );
  return new Map(rows.flatMap(({ id, outcome }) => (outcome === null ? [] : [[id, outcome]])));
}

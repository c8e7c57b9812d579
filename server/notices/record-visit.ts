import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { notices } from "../db/tables/notices";
import { nextMidnight, toDay } from "#domain/practice/day";
import type { NoticeSubject } from "#domain/notices/notice";
import { announceNotices } from "../jobs/progress";
import { getDue } from "../practice/get-due";

/** What every page shows of a person's notices. */
type NoticeCount = {
  unread: number;
  /** The newest there is; what comes later is news to the page. 0 without any. */
  newestId: number;
};

type Visit = {
  userId: string;
  /** What the page that is opened is about: those notices are read by it. */
  subject: NoticeSubject | null;
  now: Date;
  /** In which the person's day begins. */
  timeZone: string;
};

/**
 * Notes that a person opens a page: what it is about is read, and the first page of a day tells what
 * is due, where anything is. One statement, but on that first page.
 */
export async function recordVisit(db: Db, visit: Visit): Promise<NoticeCount> {
  const { userId, now, timeZone } = visit;
  const day = toDay(now, timeZone);
  const tomorrow = nextMidnight(now, timeZone);
  const [seen] = await db.execute<NoticeCount & { opened: number; mayBeDue: boolean }>(sql`
    with opened as (
      update notices set read_at = now()
      where user_id = ${userId} and read_at is null and ${ofSubject(visit.subject)}
      returning id
    )
    select (count(*) filter (where read_at is null and id not in (select id from opened)))::int as unread,
      coalesce(max(id), 0)::float8 as "newestId",
      (select count(*)::int from opened) as opened,
      not coalesce(bool_or(kind = 'due' and key = ${day}), false)
        and exists (
          select from practice_cards join problems on problems.id = practice_cards.problem_id
          where user_id = ${userId} and closed_at is null and archived_at is null
            and due_at < ${tomorrow.toISOString()}::timestamptz
        ) as "mayBeDue"
    from notices where user_id = ${userId}`);
  if (!seen) throw new Error("counting notices gave no row");
  const { opened, mayBeDue, ...count } = seen;
  if (opened > 0) await announceNotices(db, userId);
  if (!mayBeDue) return count;
  const { drills } = await getDue(db, userId, { now, timeZone });
  const told = await createDueNotice(db, visit, { day, drills: drills.length });
  if (told === null) return count;
  return { unread: count.unread + (told.isRead ? 0 : 1) - told.replaced, newestId: told.id };
}

function ofSubject(subject: NoticeSubject | null): SQL {
  if (subject === null) return sql`false`;
  return typeof subject === "string"
    ? sql`kind = ${subject}`
    : sql`attempt_id = ${subject.attemptId}::uuid`;
}

/**
 * Once a day, whoever asks first. Those of earlier days are no news any more. Where nothing was
 * planned the row keeps that it was looked for, and nobody is told of it.
 * @returns null when somebody else was first
 */
async function createDueNotice(
  db: Db,
  { userId, subject, now }: Visit,
  due: { day: string; drills: number },
): Promise<{ id: number; isRead: boolean; replaced: number } | null> {
  const isRead = subject === "due" || due.drills === 0;
  return db.transaction(async (tx) => {
    const [created] = await tx
      .insert(notices)
      .values({
        userId,
        kind: "due",
        key: due.day,
        drills: due.drills,
        createdAt: now,
        readAt: isRead ? now : null,
      })
      .onConflictDoNothing()
      .returning({ id: notices.id });
    if (!created) return null;
    const replaced = await tx
      .update(notices)
      .set({ readAt: now })
      .where(
        and(
          eq(notices.userId, userId),
          eq(notices.kind, "due"),
          isNull(notices.readAt),
          lt(notices.id, created.id),
        ),
      )
      .returning({ id: notices.id });
    await announceNotices(tx, userId);
    return { id: created.id, isRead, replaced: replaced.length };
  });
}

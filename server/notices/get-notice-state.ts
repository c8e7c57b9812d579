import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client";
import { notices } from "../db/tables/notices";
import { listUnread } from "./list-notices";
import type { Notice } from "./list-notices";

/** A person's notices as an open page needs them. */
export type NoticeState = {
  unread: number;
  /** The newest of them, so that a page can tell of those that it doesn't know. */
  newest: Notice[];
};

/** More arrive at once only after a long absence, and then the count says enough. */
const NEWEST = 3;

export async function getNoticeState(db: Db, userId: string): Promise<NoticeState> {
  const [unread, newest] = await Promise.all([
    db.$count(notices, and(eq(notices.userId, userId), isNull(notices.readAt))),
    listUnread(db, userId, NEWEST),
  ]);
  return { unread, newest };
}

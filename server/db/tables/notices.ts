import { sql } from "drizzle-orm";
import {
  bigserial,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { NOTICE_KINDS } from "#domain/notices/notice";
import { users } from "./accounts";
import { attempts } from "./attempts";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

export const noticeKindEnum = pgEnum("notice_kind", NOTICE_KINDS);

/** What a person hears of in the app. Written in the transaction of the thing itself. */
export const notices = pgTable(
  "notices",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: noticeKindEnum().notNull(),
    /** What it is about; null of what is due, and of what only admins hear. */
    attemptId: uuid().references(() => attempts.id, { onDelete: "cascade" }),
    /** The grade, appeal, day or audit entry that it tells of: so that nothing is announced twice. */
    key: text().notNull(),
    /** How many are due. */
    drills: integer(),
    createdAt: moment().notNull().defaultNow(),
    readAt: moment(),
  },
  (table) => [
    unique("notices_once").on(table.userId, table.kind, table.key),
    index("notices_user_idx").on(table.userId, table.id),
    index("notices_attempt_idx").on(table.attemptId),
    check("notices_key_length", sql`char_length(${table.key}) between 1 and 80`),
    check(
      "notices_have_a_subject",
      // As text: a kind that a migration adds can't be named as such before it is committed.
      sql`(${table.kind}::text in ('due', 'admin_link')) = (${table.attemptId} is null) and (${table.kind} = 'due') = (${table.drills} is not null)`,
    ),
  ],
);

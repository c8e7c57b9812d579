import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { attempts, sectionEnum } from "./attempts";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

/**
 * What the interviewer said in an attempt: the opening (seq 0) and the follow-ups (from 1). One whose
 * text is null waits for the worker.
 */
export const attemptTurns = pgTable(
  "attempt_turns",
  {
    id: uuid().primaryKey().defaultRandom(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    seq: integer().notNull(),
    kind: text().$type<"opening" | "probe" | "nothing">().notNull(),
    /** Null for the opening. */
    section: sectionEnum(),
    /** The client's key: asking again after a lost reply asks nothing new. Null for the opening. */
    askKey: text(),
    text: text(),
    writtenBy: text().$type<"authored" | "model">(),
    /** Of the rubric: what it was asked for. Never sent to a browser while the attempt is open. */
    criterionIds: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    askedAt: moment().notNull().defaultNow(),
    writtenAt: moment(),
    declinedAt: moment(),
    /** The call of the model, where there was one. Null price: unknown. */
    requestedModel: text(),
    returnedModel: text(),
    inputTokens: integer(),
    outputTokens: integer(),
    /** US dollars. */
    costUsd: doublePrecision(),
    calledAt: moment(),
  },
  (table) => [
    unique("attempt_turns_seq_key").on(table.attemptId, table.seq),
    unique("attempt_turns_ask_key").on(table.attemptId, table.askKey),
    index("attempt_turns_called_idx")
      .on(table.calledAt)
      .where(sql`called_at is not null`),
    check("attempt_turns_seq_range", sql`${table.seq} between 0 and 6`),
    check("attempt_turns_opening_first", sql`(${table.seq} = 0) = (${table.kind} = 'opening')`),
    check("attempt_turns_section", sql`(${table.kind} = 'opening') = (${table.section} is null)`),
  ],
);

/** What the candidate replied to a follow-up; saved and merged as answers are. */
export const attemptReplies = pgTable(
  "attempt_replies",
  {
    attemptId: uuid().notNull(),
    seq: integer().notNull(),
    text: text().notNull(),
    revision: integer().notNull(),
    /** The tab that wrote last: its own older base is no conflict. */
    clientId: text().notNull(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.attemptId, table.seq] }),
    foreignKey({
      name: "attempt_replies_turn_fk",
      columns: [table.attemptId, table.seq],
      foreignColumns: [attemptTurns.attemptId, attemptTurns.seq],
    }).onDelete("cascade"),
  ],
);

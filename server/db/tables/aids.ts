import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { attempts, sectionEnum } from "./attempts";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

const ofAttempt = () =>
  uuid()
    .notNull()
    .references(() => attempts.id, { onDelete: "cascade" });

/** The latency-and-cost worksheet of an attempt, as canonical JSON; no row while it is blank. */
export const worksheets = pgTable("worksheets", {
  attemptId: ofAttempt().primaryKey(),
  text: text().notNull(),
  revision: integer().notNull(),
  /** The tab that wrote last: its own older base is no conflict. */
  clientId: text().notNull(),
  updatedAt: moment().notNull().defaultNow(),
});

export const questionStatusEnum = pgEnum("question_status", [
  "pending",
  "answered",
  "unsure",
  "unsettled",
]);

/** What a candidate asked the interviewer during an attempt, and what was answered. */
export const attemptQuestions = pgTable(
  "attempt_questions",
  {
    id: uuid().primaryKey().defaultRandom(),
    attemptId: ofAttempt(),
    /** The client's key: asking again after a lost reply asks nothing new. */
    askKey: text().notNull(),
    question: text().notNull(),
    /** `unsure`: several of the problem's questions may be meant; `unsettled`: none is. */
    status: questionStatusEnum().notNull(),
    /** Of the problem's own list: what the answer rests on, what may be meant, or topics near what is unsettled. */
    clarificationIds: text().array().notNull(),
    /** Null while it is pending, and where the candidate must say which one is meant. */
    answer: text(),
    answeredBy: text().$type<"list" | "model">(),
    askedAt: moment().notNull().defaultNow(),
    answeredAt: moment(),
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
    unique("attempt_questions_ask_key").on(table.attemptId, table.askKey),
    index("attempt_questions_called_idx")
      .on(table.calledAt)
      .where(sql`called_at is not null`),
    check(
      "attempt_questions_answered_whole",
      sql`(${table.status} in ('answered', 'unsettled')) = (${table.answer} is not null)`,
    ),
  ],
);

/** Hints that were opened, a step of a section's ladder a row. Steps count from 1. */
export const attemptHints = pgTable(
  "attempt_hints",
  {
    attemptId: ofAttempt(),
    section: sectionEnum().notNull(),
    step: integer().notNull(),
    openedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.attemptId, table.section, table.step] }),
    check("attempt_hints_step_positive", sql`${table.step} > 0`),
  ],
);

import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./accounts";
import { attempts } from "./attempts";

/**
 * Calls of the speech server: who, when, how much, and what it cost. Neither sound nor words are kept
 * here. A row is written before the call, so that many at once are counted, and taken back where the
 * server did nothing.
 */
export const speechCalls = pgTable(
  "speech_calls",
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    /** Null for a topic that was explained aloud. */
    attemptId: uuid().references(() => attempts.id, { onDelete: "cascade" }),
    /** heard: a recording was transcribed. said: a question was read out. */
    kind: text().$type<"heard" | "said">().notNull(),
    /** Of the recording; null of what was read out. */
    seconds: doublePrecision(),
    /** Of what was read out; null of a recording. */
    characters: integer(),
    requestedModel: text().notNull(),
    /** US dollars; null where nobody has said what it costs. */
    costUsd: doublePrecision(),
    calledAt: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (table) => [
    index("speech_calls_called_idx").on(table.calledAt),
    index("speech_calls_user_idx").on(table.userId, table.calledAt),
    index("speech_calls_attempt_idx").on(table.attemptId),
    check("speech_calls_amount", sql`(${table.kind} = 'heard') = (${table.seconds} is not null)`),
    check("speech_calls_kind", sql`${table.kind} in ('heard', 'said')`),
  ],
);

import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { judgeCalls } from "./grades";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

/** Of what there is one at a time for each server: whole gradings, and between them and others single calls. */
export type TurnOf = "grading" | "call";

/**
 * The lines before servers that answer one request at a time. A row waits or holds the turn, one at
 * most for each server and kind; a row that wasn't seen for a while counts for nothing.
 */
export const modelTurns = pgTable(
  "model_turns",
  {
    /** The server's address, without a slash at its end. */
    server: text().notNull(),
    turnOf: text().$type<TurnOf>().notNull(),
    /** What waits: a grading, or one call. */
    workId: uuid().notNull(),
    /** Lower ones come first, however long others wait. */
    rank: integer().notNull(),
    askedAt: moment().notNull(),
    seenAt: moment().notNull().defaultNow(),
    /** A key of the try that holds it: another try at the same work waits as well. */
    heldBy: uuid(),
  },
  (table) => [
    primaryKey({ columns: [table.server, table.turnOf, table.workId] }),
    unique("model_turns_held_by_key").on(table.heldBy),
    check("model_turns_of_known", sql`${table.turnOf} in ('grading', 'call')`),
  ],
);

/**
 * Usable replies of servers that are slow to give them, kept until a grading, dry run or check has ended:
 * a try that begins anew asks for none of them again. Each goes with the call that was billed.
 */
export const keptReplies = pgTable(
  "kept_replies",
  {
    judgeCallId: bigint({ mode: "number" })
      .primaryKey()
      .references(() => judgeCalls.id, { onDelete: "cascade" }),
    /** Of the grading, dry run or check. */
    workId: uuid().notNull(),
    /** Of a dry run or check: which of its gradings. Empty of a grading. */
    part: text().notNull().default(""),
    purpose: text().notNull(),
    /** Of the whole prompt, the reply's schema, and the model with its address and settings. */
    askedHash: text().notNull(),
    /** How many times the same was asked, from 1: a second look is meant to be fresh. */
    ordinal: integer().notNull(),
    reply: jsonb().$type<unknown>().notNull(),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    unique("kept_replies_asked_key").on(
      table.workId,
      table.part,
      table.purpose,
      table.askedHash,
      table.ordinal,
    ),
    index("kept_replies_created_idx").on(table.createdAt),
    check("kept_replies_ordinal", sql`${table.ordinal} >= 1`),
  ],
);

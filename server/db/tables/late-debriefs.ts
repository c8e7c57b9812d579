import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { LeftOutReason } from "#domain/grading/shown-debrief";
import { grades } from "./grades";

/** Debriefs that candidates asked for after the grade was there, one a grade. */
export const lateDebriefs = pgTable(
  "late_debriefs",
  {
    gradeId: uuid()
      .primaryKey()
      .references(() => grades.id, { onDelete: "cascade" }),
    status: text().$type<"queued" | "running" | "made" | "left_out">().notNull().default("queued"),
    /** Why the last try came to none. */
    reason: text().$type<LeftOutReason>(),
    /** Times that a worker took it up: the fence of every write, and the bound on tries. */
    tries: integer().notNull().default(0),
    askedAt: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (table) => [
    check(
      "late_debriefs_status_known",
      sql`${table.status} in ('queued', 'running', 'made', 'left_out')`,
    ),
  ],
);

import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import type { Mode } from "#domain/grading/verdicts";
import type { CheckFigures, CheckOutcome, CheckStatus } from "#domain/settings/judge-check.schema";
import { users } from "./accounts";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

/** How well a judge finds what was planted: one measuring of one model with one set of prompts. */
export const judgeChecks = pgTable(
  "judge_checks",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Null: on the server's command line, which looks after it by itself. */
    requestedBy: uuid().references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
    status: text().$type<CheckStatus>().notNull().default("queued"),
    /** Rises by one with each worker that takes it up: the fence of every write. */
    leaseEpoch: integer().notNull().default(0),
    mode: text().$type<Mode>().notNull(),
    /** As the judge's kind and the name that it is asked for by: what the cost was told of. */
    judgeKind: text().notNull().default("openai"),
    requestedModel: text().notNull(),
    returnedModel: text(),
    /** Null until a worker has taken it up. */
    promptVersion: text(),
    promptHash: text(),
    plantedHash: text(),
    /** Answers graded so far. */
    progress: jsonb().$type<{ done: number; of: number }>(),
    /** Null until done. */
    figures: jsonb().$type<CheckFigures>(),
    errorKind: text(),
    /** In our words. */
    errorMessage: text(),
    finishedAt: moment(),
  },
  (table) => [
    index("judge_checks_created_idx").on(table.createdAt.desc()),
    index("judge_checks_model_idx")
      .on(table.requestedModel, table.promptVersion, table.mode, table.finishedAt.desc())
      .where(sql`status = 'done'`),
    check(
      "judge_checks_status_known",
      sql`${table.status} in ('queued', 'running', 'done', 'failed', 'cancelled')`,
    ),
    check("judge_checks_mode_known", sql`${table.mode} in ('standard', 'thorough')`),
    check(
      "judge_checks_done_whole",
      sql`(${table.status} = 'done') = (${table.figures} is not null)`,
    ),
    check(
      "judge_checks_finished_whole",
      sql`(${table.status} in ('queued', 'running')) = (${table.finishedAt} is null)`,
    ),
  ],
);

/** What came of each planted answer, kept as it comes: a check that broke off goes on from there. */
export const judgeCheckOutcomes = pgTable(
  "judge_check_outcomes",
  {
    judgeCheckId: uuid()
      .notNull()
      .references(() => judgeChecks.id, { onDelete: "cascade" }),
    itemId: text().notNull(),
    outcome: jsonb().$type<CheckOutcome>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.judgeCheckId, table.itemId] })],
);

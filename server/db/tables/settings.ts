import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { ConnectionOptions } from "#domain/settings/connection.schema";
import type { DownloadFault, HomeDownload } from "#domain/settings/home-download";
import type { Provider } from "#domain/settings/providers";
import type { CallStep, JudgeTestResult } from "#domain/settings/judge-test.schema";
import { users } from "./accounts";
import { modeEnum } from "./grades";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

/** What admins have set about judging: one row at most. Null: as the environment says. */
export const judgeSettings = pgTable(
  "judge_settings",
  {
    id: integer().primaryKey().default(1),
    mode: modeEnum(),
    /** US dollars. */
    maxUsdPerGrade: doublePrecision(),
    maxUsdPerDay: doublePrecision(),
    /** Counts changes; a change names the one it was based on. */
    revision: integer().notNull().default(1),
    updatedBy: uuid()
      .notNull()
      .references(() => users.id),
    updatedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    check("judge_settings_one_row", sql`${table.id} = 1`),
    check(
      "judge_settings_bounds_positive",
      sql`${table.maxUsdPerGrade} > 0 and ${table.maxUsdPerDay} > 0`,
    ),
  ],
);

/**
 * Models that were connected in the app: tried (`usedAt` null), in use (one at most), or ended. What
 * has ended stays without its key.
 */
export const modelConnections = pgTable(
  "model_connections",
  {
    id: uuid().primaryKey().defaultRandom(),
    provider: text().$type<Provider>().notNull(),
    /** Without a slash at its end. The key is sealed for this address. */
    baseUrl: text().notNull(),
    model: text().notNull(),
    /** Opened by `SETTINGS_KEY` only; null where the server needs none, or it has ended. */
    sealedKey: text(),
    options: jsonb().$type<ConnectionOptions>().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
    /** Since when it judges. */
    usedAt: moment(),
    endedAt: moment(),
  },
  (table) => [
    uniqueIndex("model_connections_in_use_key")
      .on(sql`(true)`)
      .where(sql`used_at is not null and ended_at is null`),
    index("model_connections_tried_idx")
      .on(table.createdAt)
      .where(sql`used_at is null and ended_at is null`),
    check(
      "model_connections_ended_keyless",
      sql`${table.endedAt} is null or ${table.sealedKey} is null`,
    ),
  ],
);

/**
 * Somebody's yes to looking for models on the machine that the one command runs on: one row, or none.
 * Whose it was is in the audit log.
 */
export const homeLooks = pgTable(
  "home_looks",
  { id: integer().primaryKey().default(1), agreedAt: moment().notNull().defaultNow() },
  (table) => [check("home_looks_one_row", sql`${table.id} = 1`)],
);

/**
 * The download of a model by the Ollama of this machine: one row, or none, since there is one Ollama.
 * Whose it was is in the audit log.
 */
export const homeDownloads = pgTable(
  "home_downloads",
  {
    id: integer().primaryKey().default(1),
    /** Another one each time it begins: only who has it writes. */
    runId: uuid().notNull().defaultRandom(),
    /** As Ollama's library names it. */
    model: text().notNull(),
    status: text().$type<Exclude<HomeDownload["state"], "lost">>().notNull().default("running"),
    completedBytes: bigint({ mode: "number" }).notNull().default(0),
    totalBytes: bigint({ mode: "number" }),
    bytesPerSecond: doublePrecision(),
    /** When whoever runs it was last heard of. */
    beatAt: moment().notNull().defaultNow(),
    fault: text().$type<DownloadFault>(),
    /** The server's own words, bounded. */
    said: text(),
  },
  (table) => [
    check("home_downloads_one_row", sql`${table.id} = 1`),
    check(
      "home_downloads_status_known",
      sql`${table.status} in ('running', 'canceled', 'failed', 'done')`,
    ),
    check(
      "home_downloads_failed_why",
      sql`(${table.status} = 'failed') = (${table.fault} is not null)`,
    ),
  ],
);

/** An admin's small question to the judge, which a worker asks. */
export const judgeTests = pgTable(
  "judge_tests",
  {
    id: uuid().primaryKey().defaultRandom(),
    requestedBy: uuid()
      .notNull()
      .references(() => users.id),
    /** The connection that is tried; null: the judge in use. */
    connectionId: uuid().references(() => modelConnections.id),
    createdAt: moment().notNull().defaultNow(),
    /** When a worker took it up. */
    startedAt: moment(),
    /** Of the worker that has it: another one's makes it write nothing. */
    leaseId: uuid(),
    /** When that worker last said that it is there. */
    seenAt: moment(),
    /** How far a server at home is with it. */
    step: jsonb().$type<CallStep>(),
    finishedAt: moment(),
    /** Null until finished. Holds no secret. */
    result: jsonb().$type<JudgeTestResult>(),
    /** US dollars; null when unknown. */
    costUsd: doublePrecision(),
  },
  (table) => [
    index("judge_tests_created_idx").on(table.createdAt.desc()),
    check(
      "judge_tests_finished_whole",
      sql`(${table.finishedAt} is null) = (${table.result} is null)`,
    ),
  ],
);

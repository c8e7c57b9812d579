import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./accounts";
import { attempts, levelEnum, sectionEnum } from "./attempts";
import { problems, rubricVersions } from "./content";
import { verdictEnum } from "./grades";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

const ofUser = () =>
  uuid()
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

/**
 * A criterion that a person missed, and when it comes back. Made of their marks on the problem, all of
 * them anew each time one changes: nothing else writes here.
 */
export const practiceCards = pgTable(
  "practice_cards",
  {
    userId: ofUser(),
    problemId: uuid()
      .notNull()
      .references(() => problems.id),
    criterionId: text().notNull(),
    /** The newest interview or retry that was asked it: a drill grows out of its report. */
    baseId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    /** Of that attempt: what the criterion says there. */
    rubricVersionId: uuid()
      .notNull()
      .references(() => rubricVersions.id),
    section: sectionEnum().notNull(),
    level: levelEnum().notNull(),
    /** Through the lens of that attempt. */
    weight: doublePrecision().notNull(),
    dueAt: moment().notNull(),
    intervalDays: integer().notNull(),
    lastVerdict: verdictEnum().notNull(),
    lastAt: moment().notNull(),
    /** Since it was first missed, that one counted. */
    marks: integer().notNull(),
    /** Not drilled yet: it has no day that it could be late for. */
    isWaiting: boolean().notNull(),
    closedAt: moment(),
    /** When the rubric went on without the criterion, which closes its card; reports and drills keep it. */
    goneAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.problemId, table.criterionId] }),
    index("practice_cards_open_idx")
      .on(table.userId, table.dueAt)
      .where(sql`closed_at is null`),
    index("practice_cards_base_idx").on(table.baseId),
    check("practice_cards_verdict_decides", sql`${table.lastVerdict} <> 'cannot_assess'`),
    check(
      "practice_cards_gone_is_closed",
      sql`${table.goneAt} is null or ${table.closedAt} is not null`,
    ),
    check("practice_cards_marks_positive", sql`${table.marks} > 0`),
  ],
);

/**
 * Whose cards on which problem are out of date. Triggers write it, in the transaction that changes a
 * verdict or shows one; it is taken away by whoever makes the cards anew.
 */
export const cardRefreshes = pgTable(
  "card_refreshes",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    userId: ofUser(),
    problemId: uuid()
      .notNull()
      .references(() => problems.id),
  },
  (table) => [index("card_refreshes_user_idx").on(table.userId)],
);

/** What a person has set about practice; no row while it is the default. */
export const practiceSettings = pgTable(
  "practice_settings",
  {
    userId: ofUser().primaryKey(),
    /** For drills. */
    minutesPerDay: integer().notNull(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    check("practice_settings_minutes_range", sql`${table.minutesPerDay} between 5 and 120`),
  ],
);

/** The study track that a person follows, one at a time. */
export const ownTracks = pgTable("own_tracks", {
  userId: ofUser().primaryKey(),
  track: text().notNull(),
  /** The first day of its first week, which may lie before it was picked. */
  startsOn: date({ mode: "string" }).notNull(),
  /** What it was counted back from; null where it was picked by its start. */
  interviewOn: date({ mode: "string" }),
  pickedAt: moment().notNull().defaultNow(),
});

/** What was ticked off by hand in a track; what was done ticks itself. */
export const trackTicks = pgTable(
  "track_ticks",
  {
    userId: ofUser(),
    track: text().notNull(),
    /** `1/topic/kv-cache`, `1/exercise/2`: week from 1, kind, slug or place from 0. */
    item: text().notNull(),
    tickedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.track, table.item] }),
    check("track_ticks_item_length", sql`char_length(${table.item}) between 1 and 120`),
  ],
);

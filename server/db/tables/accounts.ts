import { sql } from "drizzle-orm";
import {
  bigint,
  integer,
  check,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ROLES } from "#domain/accounts/roles";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

export const roleEnum = pgEnum("role", ROLES);

export const users = pgTable(
  "users",
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().notNull(),
    name: text().notNull(),
    role: roleEnum().notNull().default("candidate"),
    /** argon2id, PHC string. Null for a demo account, which no password opens. */
    passwordHash: text(),
    disabledAt: moment(),
    /** Set once the person has deleted the account: then name and address are gone, the row stays. */
    deletedAt: moment(),
    /** More time in every timed attempt, percent of its length. */
    extraTimePercent: integer().notNull().default(0),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("users_email_key").on(sql`lower(${table.email})`),
    check("users_email_shape", sql`${table.email} ~ '^[^@[:space:]]+@[^@[:space:]]+$'`),
    check("users_name_length", sql`char_length(${table.name}) between 1 and 120`),
    check("users_extra_time_range", sql`${table.extraTimePercent} between 0 and 300`),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** SHA-256 of the cookie's token, hex: a leaked table opens no account. */
    tokenHash: text().notNull().unique(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The browser's User-Agent when it signed in, so that its owner knows it again. */
    userAgent: text().notNull().default(""),
    createdAt: moment().notNull().defaultNow(),
    expiresAt: moment().notNull(),
  },
  (table) => [
    index("sessions_user_id_idx").on(table.userId),
    index("sessions_expires_at_idx").on(table.expiresAt),
  ],
);

/**
 * Browsers that have signed in to an account. Guessing by others doesn't lock them out; they open
 * nothing by themselves, but for a demo person's browser on the embedded start.
 */
export const knownDevices = pgTable(
  "known_devices",
  {
    /** SHA-256 of the cookie's token, hex. */
    tokenHash: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    usedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tokenHash, table.userId] }),
    index("known_devices_user_idx").on(table.userId, table.usedAt.desc()),
  ],
);

/**
 * Candidates of the embedded start that *Try it* made, one for each browser. One without work is pruned
 * when idle; one that was kept as an account has no row here anymore.
 */
export const demoPeople = pgTable("demo_people", {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** Tells them apart in their names. */
  number: integer().notNull().generatedAlwaysAsIdentity(),
  createdAt: moment().notNull().defaultNow(),
  /** When their browser last asked for anything, to a few minutes. */
  seenAt: moment().notNull().defaultNow(),
});

/**
 * Counts of rate-limiter-flexible, in the columns it asks for. Keyed by limit, then address or the
 * hash of an e-mail address.
 */
export const loginFailures = pgTable("login_failures", {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  /** Milliseconds since 1970. */
  expire: bigint({ mode: "number" }),
});

/** People who practise together: a class, a study group. */
export const cohorts = pgTable(
  "cohorts",
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull(),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("cohorts_name_key").on(sql`lower(${table.name})`),
    check("cohorts_name_length", sql`char_length(${table.name}) between 1 and 120`),
  ],
);

export const cohortMembers = pgTable(
  "cohort_members",
  {
    cohortId: uuid()
      .notNull()
      .references(() => cohorts.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.cohortId, table.userId] }),
    index("cohort_members_user_idx").on(table.userId),
  ],
);

/** A link that makes an account, once. */
export const invitations = pgTable(
  "invitations",
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().notNull(),
    role: roleEnum().notNull(),
    cohortId: uuid().references(() => cohorts.id, { onDelete: "set null" }),
    /** SHA-256 of the link's token, hex. */
    tokenHash: text().notNull().unique(),
    invitedBy: uuid()
      .notNull()
      .references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
    expiresAt: moment().notNull(),
    acceptedAt: moment(),
    acceptedBy: uuid().references(() => users.id),
    revokedAt: moment(),
  },
  (table) => [
    uniqueIndex("invitations_one_open_idx")
      .on(sql`lower(${table.email})`)
      .where(sql`accepted_at is null and revoked_at is null`),
    check("invitations_email_shape", sql`${table.email} ~ '^[^@[:space:]]+@[^@[:space:]]+$'`),
  ],
);

/** A link by which a person who forgot their password sets a new one, once. A newer one replaces it. */
export const passwordResets = pgTable("password_resets", {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** SHA-256 of the link's token, hex. */
  tokenHash: text().notNull().unique(),
  createdBy: uuid()
    .notNull()
    .references(() => users.id),
  createdAt: moment().notNull().defaultNow(),
  expiresAt: moment().notNull(),
});

import { boolean, index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { attempts } from "./attempts";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

/** Links by which a candidate shows the report of an attempt to whoever holds one. */
export const shareLinks = pgTable(
  "share_links",
  {
    id: uuid().primaryKey().defaultRandom(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    /** SHA-256 of the link's token, hex. */
    tokenHash: text().notNull().unique(),
    /** Whether the page says whose report it is. */
    showsName: boolean().notNull().default(false),
    /** Whether previews of the link say the score. */
    showsScore: boolean().notNull().default(false),
    createdAt: moment().notNull().defaultNow(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
  },
  (table) => [index("share_links_attempt_idx").on(table.attemptId)],
);

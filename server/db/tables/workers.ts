import { pgTable, timestamp, uuid } from "drizzle-orm/pg-core";

/** Worker processes that have said lately that they are there; see `server/grades/get-workers.ts`. */
export const workers = pgTable("workers", {
  /** Of one process, from its start to its end. */
  id: uuid().primaryKey(),
  /** By the database's clock. */
  seenAt: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
});

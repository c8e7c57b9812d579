import { sql } from "drizzle-orm";
import { check, doublePrecision, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

/** How fast models at home were seen to read and write, by address and model. */
export const modelSpeeds = pgTable(
  "model_speeds",
  {
    /** Of chat completions. */
    address: text().notNull(),
    model: text().notNull(),
    /** Tokens per second, the slowest seen: a bound must leave time for it. Null: never measured. */
    readsPerSecond: doublePrecision(),
    /** Tokens per second of the last call, thoughts counted. Null where the server doesn't count. */
    writesPerSecond: doublePrecision(),
    /** Tokens of thoughts before the last reply; 0 for none. Null where the server doesn't count. */
    thoughtTokens: doublePrecision(),
    /** When the model last answered: until it is unloaded, it is known to be in memory. */
    lastAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.address, table.model] }),
    check(
      "model_speeds_positive",
      sql`${table.readsPerSecond} > 0 and (${table.writesPerSecond} is null or ${table.writesPerSecond} > 0)`,
    ),
  ],
);

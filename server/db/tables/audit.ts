import { bigserial, index, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { users } from "./accounts";

/** Who did what to what. Append-only: a trigger refuses updates and deletes. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    at: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
    /** Null when the system itself acted (the deadline's sweep, a command). */
    actorId: uuid().references(() => users.id),
    /** Noun and verb: `attempt.submit`, `account.sign_in`. */
    action: text().notNull(),
    subjectId: text().notNull(),
    detail: jsonb().$type<Record<string, string | number | boolean | null>>().notNull(),
  },
  (table) => [
    index("audit_log_at_idx").on(table.at.desc()),
    index("audit_log_subject_idx").on(table.subjectId),
    index("audit_log_actor_idx").on(table.actorId, table.at.desc()),
    index("audit_log_action_idx").on(table.action, table.at.desc()),
  ],
);

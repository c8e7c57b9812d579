import { drizzle } from "drizzle-orm/postgres-js";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { leaveLostTransactions } from "./leave-lost-transactions";
import { prepareStatements } from "./prepare-statements";

export type Db = PostgresJsDatabase;
/** A `Db`, or a transaction of one: what an operation needs. */
export type DbOrTx = Pick<
  Db,
  | "select"
  | "selectDistinct"
  | "selectDistinctOn"
  | "insert"
  | "update"
  | "delete"
  | "execute"
  | "$with"
  | "with"
>;

export type DbHandle = { db: Db; sql: postgres.Sql; close: () => Promise<void> };

const CONNECT_TIMEOUT_S = 10;
/**
 * How the database lists our connections, padded past postgres.js's buffer of 1,024 bytes. Where a
 * connection dies with something small waiting to be sent, postgres.js 3.4.9 forgets to send
 * anything smaller than that for ever after: each later use of the connection ends in
 * CONNECT_TIMEOUT (porsager/postgres#1215). A greeting of this size gets out, the database refuses
 * what was left in front of it, and the next greeting is a clean one. Not so over TLS, where the
 * greeting comes second.
 */
const APPLICATION_NAME = "scaleboard".padEnd(1_100);
const CLOSE_TIMEOUT_S = 5;

/**
 * Opens a pool of at most `max` connections; nothing connects before the first query. `close`
 * waits up to 5 s for queries under way.
 *
 * A new connection doesn't ask for the array types: postgres.js 3.4.9 lets go of that question, and
 * where the connection dies under it the process ends (porsager/postgres#1192, #1223). Lists are
 * therefore written by Drizzle, as it does for columns of arrays: `makePgArray`.
 * @param options.plansOnce for a process whose statements name their rows by key: Postgres otherwise
 *   plans a statement for its values the first five times on each connection (ADR 13).
 *   Lists may need that
 */
export function createDb(url: string, options: { max: number; plansOnce?: boolean }): DbHandle {
  const sql = postgres(url, {
    max: options.max,
    connect_timeout: CONNECT_TIMEOUT_S,
    onnotice: () => undefined,
    fetch_types: false,
    connection: {
      application_name: APPLICATION_NAME,
      ...(options.plansOnce === true && { plan_cache_mode: "force_generic_plan" }),
    },
  });
  const db = drizzle(prepareStatements(leaveLostTransactions(sql)), { casing: "snake_case" });
  return { db, sql, close: () => sql.end({ timeout: CLOSE_TIMEOUT_S }) };
}

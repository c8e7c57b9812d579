import type postgres from "postgres";

type Scope = (sql: postgres.TransactionSql) => unknown;

/** What postgres.js calls a connection that ended under a statement. */
const LOST = /^CONNECTION_(CLOSED|DESTROYED|ENDED)$|^(ECONNRESET|EPIPE)$/;

/**
 * The same client, whose transactions are left alone once their connection is gone. When a
 * transaction fails, postgres.js 3.4.9 sends a ROLLBACK; on a connection that is gone this throws
 * where nobody can catch it and ends the process (porsager/postgres#1208, #1154). The database has
 * rolled back by itself then, and `begin` rejects anyhow, for it watches the connection as well.
 */
export function leaveLostTransactions(sql: postgres.Sql): postgres.Sql {
  return new Proxy(sql, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== "begin" || typeof value !== "function") return value;
      // The function that works in the transaction comes last, after the options.
      return (...given: unknown[]): unknown => {
        const scope = given.at(-1) as Scope;
        return value.call(target, ...given.slice(0, -1), guard(scope)) as unknown;
      };
    },
  });
}

function guard(scope: Scope): Scope {
  return async (inner) => {
    try {
      return await scope(inner);
    } catch (error) {
      if (isLost(error)) return new Promise(() => undefined);
      throw error;
    }
  };
}

/** Drizzle wraps what the driver threw. */
function isLost(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ("code" in cause && typeof cause.code === "string" && LOST.test(cause.code)) return true;
  return false;
}

import type postgres from "postgres";

type Scope = (sql: postgres.TransactionSql) => unknown;

/** What postgres.js calls a connection that ended under a statement. */
const LOST = /^CONNECTION_(CLOSED|DESTROYED|ENDED)$|^(ECONNRESET|EPIPE)$/;

/** Whether a transaction has ended, however it did. */
type Life = { isOver: boolean };

/**
 * The same client, whose transactions are left alone once their connection is gone. When a
 * transaction fails, postgres.js 3.4.9 sends a ROLLBACK; on a connection that is gone this throws
 * where nobody can catch it and ends the process (porsager/postgres#1208, #1154). The database has
 * rolled back by itself then, and `begin` rejects anyhow, for it watches the connection as well.
 *
 * A transaction that lost its connection between two statements is refused the next one: by then the
 * connection may serve somebody else, and the statement would be committed there
 * (porsager/postgres#1216).
 */
export function leaveLostTransactions(sql: postgres.Sql): postgres.Sql {
  return new Proxy(sql, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== "begin" || typeof value !== "function") return value;
      // The function that works in the transaction comes last, after the options.
      return async (...given: unknown[]): Promise<unknown> => {
        const scope = given.at(-1) as Scope;
        const life: Life = { isOver: false };
        try {
          return (await value.call(target, ...given.slice(0, -1), guard(scope, life))) as unknown;
        } finally {
          life.isOver = true;
        }
      };
    },
  });
}

function guard(scope: Scope, life: Life): Scope {
  return async (inner) => {
    try {
      return await scope(refuseOnceOver(inner, life));
    } catch (error) {
      if (isLost(error)) return new Promise(() => undefined);
      throw error;
    }
  };
}

function refuseOnceOver(inner: postgres.TransactionSql, life: Life): postgres.TransactionSql {
  return new Proxy(inner, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...given: unknown[]): unknown => {
        if (life.isOver) throw new LostTransactionError();
        return value.apply(target, given) as unknown;
      };
    },
  });
}

class LostTransactionError extends Error {
  /** As postgres.js calls it. */
  readonly code = "CONNECTION_CLOSED";

  constructor() {
    super("The transaction's connection is gone.");
  }
}

/** Drizzle wraps what the driver threw. */
function isLost(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ("code" in cause && typeof cause.code === "string" && LOST.test(cause.code)) return true;
  return false;
}

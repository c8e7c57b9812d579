import type postgres from "postgres";

/** Lists of varying length make a statement of each length; those must not pile up for ever. */
const MAX_STATEMENTS = 500;

type Unsafe = postgres.Sql["unsafe"];
type Scope = (sql: postgres.TransactionSql) => unknown;

/**
 * The same client, with every statement of Drizzle's prepared once a connection. Drizzle asks for
 * that only where each query is given a name; without it postgres.js goes to the server twice a
 * statement, and Postgres parses and plans it anew each time.
 */
export function prepareStatements(sql: postgres.Sql): postgres.Sql {
  return prepare(sql, new Set());
}

function prepare<Client extends postgres.Sql | postgres.TransactionSql>(
  client: Client,
  known: Set<string>,
): Client {
  const unsafe: Unsafe = (text, parameters, options) => {
    if (known.size < MAX_STATEMENTS) known.add(text);
    return client.unsafe(text, parameters, { ...options, prepare: known.has(text) });
  };
  return new Proxy(client, {
    get(target, name) {
      if (name === "unsafe") return unsafe;
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function" || (name !== "begin" && name !== "savepoint")) return value;
      // Both take the function that works in the transaction last, after options or a name.
      return (...given: unknown[]): unknown => {
        const scope = given.at(-1) as Scope;
        const scoped: Scope = (inner) => scope(prepare(inner, known));
        return value.call(target, ...given.slice(0, -1), scoped) as unknown;
      };
    },
  });
}

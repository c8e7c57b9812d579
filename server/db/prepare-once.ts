import type { DbOrTx } from "./client";

/**
 * A query for busy places: put together once for each database and then only given its values,
 * where Drizzle would write its SQL anew at every call. Values are `sql.placeholder`s.
 */
export function prepareOnce<Query>(build: (db: DbOrTx) => Query): (db: DbOrTx) => Query {
  const built = new WeakMap<DbOrTx, Query>();
  return (db) => {
    const query = built.get(db) ?? build(db);
    built.set(db, query);
    return query;
  };
}

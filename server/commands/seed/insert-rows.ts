import { sql } from "drizzle-orm";
import type { DbOrTx } from "../../db/client";

/** Bytes of JSON of one statement: large enough to be fast, small enough to be parsed at ease. */
const MAX_CHUNK_BYTES = 4_000_000;

/**
 * Inserts rows with many to a statement. Keys are column names, the same in every row; Postgres turns
 * the JSON into the table's own types.
 */
export async function insertRows(
  db: DbOrTx,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const name = sql.identifier(table);
  const columns = sql.join(
    Object.keys(first).map((column) => sql.identifier(column)),
    sql`, `,
  );
  for (const chunk of toChunks(rows)) {
    await db.execute(sql`
      insert into ${name} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${name}, ${chunk}::jsonb)`);
  }
}

function* toChunks(rows: readonly Record<string, unknown>[]): Generator<string> {
  let chunk: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (bytes + json.length > MAX_CHUNK_BYTES && chunk.length > 0) {
      yield `[${chunk.join(",")}]`;
      chunk = [];
      bytes = 0;
    }
    chunk.push(json);
    bytes += json.length;
  }
  if (chunk.length > 0) yield `[${chunk.join(",")}]`;
}

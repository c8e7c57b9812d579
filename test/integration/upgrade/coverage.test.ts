import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestDatabase } from "../../support/database";
import { restoreOldDatabase } from "./old-database";

/** Tables that the old code left without a row, and why. */
const EMPTY_TABLES: Record<string, string> = {};
/** Words of an enum that no row of the dump says, and why. */
const UNSAID: Record<string, string> = {};

let database: TestDatabase;
beforeAll(async () => {
  database = await restoreOldDatabase();
});
afterAll(() => database.drop());

describe("the dump of the old database", () => {
  it("has a row in every table of its schema", async () => {
    const { sql } = database;
    const tables = await sql<{ name: string }[]>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
    expect(tables.length).toBeGreaterThan(30);
    const empty: string[] = [];
    for (const { name } of tables) {
      const rows = await sql`select 1 from ${sql(`public.${name}`)} limit 1`;
      if (rows.length === 0) empty.push(name);
    }
    expect(empty).toEqual(Object.keys(EMPTY_TABLES));
  });

  it("says every word of every enum: roles, states, outcomes, verdicts", async () => {
    const { sql } = database;
    const columns = await sql<{ type: string; table: string; column: string; labels: string }[]>`
      select columns.udt_name as type, table_name as table, column_name as column,
        (select string_agg(enumlabel, ',' order by enumsortorder) from pg_enum
          where enumtypid = pg_type.oid) as labels
      from information_schema.columns
      join pg_type on typname = columns.udt_name and typtype = 'e'
      where table_schema = 'public' order by 1, 2, 3`;
    const missing = new Set(
      columns.flatMap(({ type, labels }) => labels.split(",").map((label) => `${type} ${label}`)),
    );
    expect(missing.size).toBeGreaterThan(30);
    for (const { type, table, column } of columns) {
      const said = await sql<{ word: string }[]>`
        select distinct ${sql(column)}::text as word from ${sql(`public.${table}`)}`;
      for (const { word } of said) missing.delete(`${type} ${word}`);
    }
    expect([...missing].sort()).toEqual(Object.keys(UNSAID).sort());
  });
});

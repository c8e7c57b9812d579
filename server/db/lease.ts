import { and, eq, inArray, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AnyPgColumn, PgTable, PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { DbOrTx } from "./client";

/** Rows that are work for one worker at a time: each waits, runs and ends. */
type LeasedTable = PgTable & { id: AnyPgColumn; status: AnyPgColumn; leaseEpoch: AnyPgColumn };

/** A row in the hands of one worker: every write names the epoch, and an older one writes nothing. */
export type RowLease = { id: string; leaseEpoch: number };

/**
 * Takes a row up: raises its epoch, so that whoever had it can write no more.
 * @param also written with it
 * @returns the row; null when it has ended, or is gone
 */
export async function takeLease<Table extends LeasedTable>(
  db: DbOrTx,
  table: Table,
  id: string,
  also: PgUpdateSetSource<Table> = {},
): Promise<Table["$inferSelect"] | null> {
  const taking = { status: "running", leaseEpoch: sql`${table.leaseEpoch} + 1` };
  const [taken] = await db
    .update(table as LeasedTable)
    .set({ ...also, ...taking } as PgUpdateSetSource<LeasedTable>)
    .where(and(eq(table.id, id), inArray(table.status, ["queued", "running"])))
    .returning();
  return taken ?? null;
}

/** The row, as long as this lease holds it. */
export function heldBy(table: LeasedTable, { id, leaseEpoch }: RowLease): SQL | undefined {
  return and(eq(table.id, id), eq(table.leaseEpoch, leaseEpoch), eq(table.status, "running"));
}

/** @returns false when another worker has taken the row over, or it has ended: nothing was written */
export async function writeHeld<Table extends LeasedTable>(
  db: DbOrTx,
  table: Table,
  lease: RowLease,
  changes: PgUpdateSetSource<Table>,
): Promise<boolean> {
  const rows = await db
    .update(table as LeasedTable)
    .set(changes as PgUpdateSetSource<LeasedTable>)
    .where(heldBy(table, lease))
    .returning({ id: table.id });
  return rows.length > 0;
}

import { sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import type { Exchange } from "#domain/attempts/turn.schema";
import { exchangesOf } from "./work-sql";

/** The follow-ups that were asked, with what was replied, in the order of asking. */
export async function getExchanges(tx: DbOrTx, attemptId: string): Promise<Exchange[]> {
  const [row] = await tx.execute<{ exchanges: Exchange[] }>(
    sql`select ${exchangesOf(attemptId)} as exchanges`,
  );
  return row?.exchanges ?? [];
}

import { sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import type { Scene } from "#domain/diagram/scene.schema";
import { elementsOf, filesOf, leftOutOf } from "./work-sql";

/** The attempt's scene, tombstones included, in drawing order. */
export async function getScene(db: DbOrTx, attemptId: string): Promise<Scene> {
  const [scene] = await db.execute<Scene>(
    sql`select ${elementsOf(attemptId)} as elements, ${filesOf(attemptId)} as files`,
  );
  return scene ?? { elements: [], files: {} };
}

/** How many drawn elements are too large to be read; none but in drawings from before the bound. */
export async function countLeftOut(db: DbOrTx, attemptId: string): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`select ${leftOutOf(attemptId)} as count`);
  return row?.count ?? 0;
}

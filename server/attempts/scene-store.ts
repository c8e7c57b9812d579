import { sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import type { Scene } from "#domain/diagram/scene.schema";
import { drawnOf, elementsOf, filesOf, leftOutOf } from "./work-sql";

/** The attempt's scene, tombstones included, in drawing order. */
export async function getScene(db: DbOrTx, attemptId: string): Promise<Scene> {
  const [scene] = await db.execute<Scene>(
    sql`select ${elementsOf(attemptId)} as elements, ${filesOf(attemptId)} as files`,
  );
  return scene ?? { elements: [], files: {} };
}

/**
 * What is drawn, as the JSON text of a scene: it goes on to a browser or a thread, and this process
 * never has to read it.
 * @param options.hasLinks whether elements keep the addresses they lead to
 */
export async function getDrawingText(
  db: DbOrTx,
  attemptId: string,
  options = { hasLinks: true },
): Promise<string> {
  const [row] = await db.execute<{ drawing: string }>(sql`
    select jsonb_build_object('elements', ${drawnOf(attemptId, options)},
      'files', ${filesOf(attemptId)})::text as drawing`);
  return row?.drawing ?? '{"elements":[],"files":{}}';
}

/** How many drawn elements are too large to be read; none but in drawings from before the bound. */
export async function countLeftOut(db: DbOrTx, attemptId: string): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`select ${leftOutOf(attemptId)} as count`);
  return row?.count ?? 0;
}

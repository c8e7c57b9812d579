import { sql } from "drizzle-orm";
import { openProductDatabase } from "./product-database";

/** As if an attempt of a started product had a curveball, and most of its time were over. */
export async function announceCurveball(dataDir: string, attemptId: string): Promise<void> {
  const { db, close } = await openProductDatabase(dataDir);
  await db.execute(sql`
    update attempts set has_curveball = true, started_at = now() - interval '40 minutes',
      deadline_at = now() + interval '10 minutes'
    where id = ${attemptId}`);
  await close();
}

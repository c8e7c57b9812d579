import { sql } from "drizzle-orm";
import { openProductDatabase } from "./product-database";

/** As if everything that a person of a started product did had happened so many days earlier. */
export async function moveBack(dataDir: string, email: string, days: number): Promise<void> {
  const { db, close } = await openProductDatabase(dataDir);
  await db.execute(sql`
    with moved as (
      update attempts set started_at = started_at - make_interval(days => ${days}),
        deadline_at = deadline_at - make_interval(days => ${days}),
        submitted_at = submitted_at - make_interval(days => ${days})
      from users where users.id = attempts.user_id and users.email = ${email}
      returning attempts.user_id, attempts.problem_id)
    insert into card_refreshes (user_id, problem_id) select user_id, problem_id from moved`);
  await close();
}

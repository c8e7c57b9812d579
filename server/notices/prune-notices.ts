import { sql } from "drizzle-orm";
import type { Db } from "../db/client";

const KEPT_DAYS = 90;
/** Of one person. */
const KEPT_NOTICES = 200;

/**
 * Deletes notices that are old, and of a person with many all but the newest.
 * @returns how many there were
 */
export async function pruneNotices(db: Db): Promise<number> {
  const gone = await db.execute(sql`
    delete from notices where created_at < now() - ${KEPT_DAYS}::int * interval '1 day'
      or id in (
        select id from (
          select id, row_number() over (partition by user_id order by id desc) as place
          from notices where user_id in (
            select user_id from notices group by user_id having count(*) > ${KEPT_NOTICES}
          )
        ) as placed where place > ${KEPT_NOTICES}
      )
    returning id`);
  return gone.length;
}

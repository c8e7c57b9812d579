import { sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { demoPeople } from "../db/tables/accounts";
import { DEMO_ADDRESS_END } from "./demo-address";
import type { Viewer } from "./sessions";

/** Notes that a demo person's browser is still in use, at most every ten minutes. Others are left alone. */
export async function noteDemoVisit(db: Db, { id, email }: Viewer): Promise<void> {
  if (!email.endsWith(DEMO_ADDRESS_END)) return;
  await db.execute(sql`
    update ${demoPeople} set seen_at = now()
    where user_id = ${id} and seen_at < now() - interval '10 minutes'`);
}

import { eq } from "drizzle-orm";
import type { Db } from "../../db/client";
import { lateDebriefs } from "../../db/tables/late-debriefs";
import { MAX_TRIES } from "./request-late-debrief";

/** Where a grade's late debrief stands, as its candidate sees it. */
export type LateDebrief = {
  isUnderWay: boolean;
  /** It can be asked for. */
  canAsk: boolean;
};

export async function getLateDebrief(db: Db, gradeId: string): Promise<LateDebrief> {
  const [late] = await db.select().from(lateDebriefs).where(eq(lateDebriefs.gradeId, gradeId));
  if (!late) return { isUnderWay: false, canAsk: true };
  const isUnderWay = late.status === "queued" || late.status === "running";
  return { isUnderWay, canAsk: late.status === "left_out" && late.tries < MAX_TRIES };
}

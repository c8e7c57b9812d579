import { and, eq, isNull } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { reviews } from "../db/tables/reviews";

/** Gives the unsigned reviews that were assigned to a person back to everybody. */
export async function deleteAssignments(tx: DbOrTx, personId: string): Promise<void> {
  await tx
    .update(reviews)
    .set({ assigneeId: null, assignedAt: null })
    .where(and(eq(reviews.assigneeId, personId), isNull(reviews.signedAt)));
}

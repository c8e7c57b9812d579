import { eq } from "drizzle-orm";
import { updateDeadlines } from "../attempts/update-deadlines";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { parsePersonId, personNotFound } from "./person-id";

/**
 * Sets how much more time a person gets in timed attempts that start from now on, in percent of
 * their length; with `includesOpen` also in those that run. It never takes time away from one.
 * @returns how many running attempts got a later deadline
 * @throws AppError `not_found`
 */
export async function updateExtraTime(
  db: Db,
  input: { actorId: string; personId: string; percent: number; includesOpen: boolean },
): Promise<{ lengthenedCount: number }> {
  const personId = parsePersonId(input.personId);
  return db.transaction(async (tx) => {
    const [before] = await tx
      .select({ percent: users.extraTimePercent })
      .from(users)
      .where(eq(users.id, personId))
      .for("no key update");
    if (!before) throw personNotFound(personId);
    await tx.update(users).set({ extraTimePercent: input.percent }).where(eq(users.id, personId));
    const lengthenedCount = input.includesOpen
      ? await updateDeadlines(tx, personId, input.percent)
      : 0;
    if (before.percent !== input.percent || lengthenedCount > 0) {
      await writeAudit(tx, {
        actorId: input.actorId,
        action: "account.set_extra_time",
        subjectId: personId,
        detail: { fromPercent: before.percent, toPercent: input.percent, lengthenedCount },
      });
    }
    return { lengthenedCount };
  });
}

import { eq } from "drizzle-orm";
import { deleteAttempts } from "../attempts/delete-attempts";
import type { DbOrTx } from "../db/client";
import { cohortMembers, demoPeople, knownDevices, sessions, users } from "../db/tables/accounts";
import { notices } from "../db/tables/notices";
import { ownTracks, practiceSettings, trackTicks } from "../db/tables/practice";
import { speechCalls } from "../db/tables/speech";
import { deleteAssignments } from "../reviews/delete-assignments";
import { DELETED_ADDRESS_END } from "#domain/accounts/deleted-address";
import { forgetInvitations } from "./forget-invitations";
import { revokeLinks } from "./revoke-links";

/**
 * Takes everything of a person's own out of the database: attempts with all that hangs on them, name,
 * address (in invitations too), password, sessions and cohorts. The row stays, as "Deleted account", for
 * what they did to others' work and for the audit log to point at. Links that they made end.
 * @param actorId null where the server itself does it
 * @returns how many attempts went
 */
export async function erasePerson(
  tx: DbOrTx,
  userId: string,
  actorId: string | null = null,
): Promise<number> {
  const attempts = await deleteAttempts(tx, userId);
  await revokeLinks(tx, { actorId, personId: userId });
  await forgetInvitations(tx, { actorId, userId });
  await deleteTies(tx, userId);
  await deleteAssignments(tx, userId);
  await tx
    .update(users)
    .set({
      email: `deleted-${userId}${DELETED_ADDRESS_END}`,
      name: "Deleted account",
      passwordHash: null,
      disabledAt: new Date(),
      deletedAt: new Date(),
      extraTimePercent: 0,
    })
    .where(eq(users.id, userId));
  return attempts;
}

async function deleteTies(tx: DbOrTx, userId: string): Promise<void> {
  for (const table of [
    sessions,
    cohortMembers,
    knownDevices,
    demoPeople,
    notices,
    practiceSettings,
    ownTracks,
    trackTicks,
    speechCalls,
  ]) {
    await tx.delete(table).where(eq(table.userId, userId));
  }
}

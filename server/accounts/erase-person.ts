import { and, eq, isNull } from "drizzle-orm";
import { deleteAttempts } from "../attempts/delete-attempts";
import type { DbOrTx } from "../db/client";
import {
  cohortMembers,
  demoPeople,
  invitations,
  knownDevices,
  passwordResets,
  sessions,
  users,
} from "../db/tables/accounts";
import { notices } from "../db/tables/notices";
import { ownTracks, practiceSettings, trackTicks } from "../db/tables/practice";
import { speechCalls } from "../db/tables/speech";
import { deleteAssignments } from "../reviews/delete-assignments";

/**
 * Takes everything of a person's own out of the database: attempts with all that hangs on them, name,
 * address, password, sessions and cohorts. The row stays, as "Deleted account", for what they did to
 * others' work and for the audit log to point at.
 * @returns how many attempts went
 */
export async function erasePerson(tx: DbOrTx, userId: string): Promise<number> {
  const attempts = await deleteAttempts(tx, userId);
  await deleteTies(tx, userId);
  await deleteAssignments(tx, userId);
  await tx
    .update(users)
    .set({
      email: `deleted-${userId}@deleted.invalid`,
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
    passwordResets,
    demoPeople,
    notices,
    practiceSettings,
    ownTracks,
    trackTicks,
    speechCalls,
  ]) {
    await tx.delete(table).where(eq(table.userId, userId));
  }
  // An invitation that nobody has used yet would speak for somebody who is gone.
  await tx
    .update(invitations)
    .set({ revokedAt: new Date() })
    .where(
      and(
        eq(invitations.invitedBy, userId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    );
}

import { and, asc, eq, isNull } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { AppError } from "../errors";

/**
 * The enabled admins, held until the transaction ends: changes of roles and of access wait for each
 * other, and each sees what the one before left. Who is no admin any more changes nothing.
 * @throws AppError `forbidden` when the actor is not, or no longer, an enabled admin
 */
export async function lockAdmins(tx: DbOrTx, actorId: string): Promise<string[]> {
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, "admin"), isNull(users.disabledAt)))
    .orderBy(asc(users.id))
    // Not "update": rows that point at an admin may go on being written.
    .for("no key update");
  const ids = admins.map(({ id }) => id);
  if (ids.includes(actorId)) return ids;
  throw new AppError("forbidden", {
    message: `${actorId} is no enabled admin any more`,
    userMessage: "You are no longer an admin, so nothing was changed.",
  });
}

/** Whether somebody may still do what an admin does; links that an admin made ask when they are used. */
export function isEnabledAdmin(
  person: Pick<typeof users.$inferSelect, "role" | "disabledAt">,
): boolean {
  return person.role === "admin" && person.disabledAt === null;
}

/** @throws AppError `conflict` when nobody would be left to run this server */
export function requireOtherAdmin(adminIds: readonly string[], userId: string): void {
  if (adminIds.some((id) => id !== userId)) return;
  throw new AppError("conflict", {
    message: `${userId} is the last enabled admin`,
    userMessage:
      "This is the last admin who can sign in. Make someone else an admin first; nothing was changed.",
  });
}

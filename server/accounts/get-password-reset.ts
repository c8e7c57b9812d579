import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { DbOrTx } from "../db/client";
import { passwordResets, users } from "../db/tables/accounts";
import { hashInvitationToken } from "./invitation-token";

/**
 * Whose password the link sets; null when it was used, replaced, has expired or never was, or whoever
 * made it is no admin any more.
 */
export async function getPasswordReset(
  db: DbOrTx,
  token: string,
): Promise<{ userId: string; email: string; createdBy: string } | null> {
  const creators = alias(users, "creators");
  const { createdBy } = passwordResets;
  const [reset] = await db
    .select({ userId: users.id, email: users.email, createdBy })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .innerJoin(creators, eq(creators.id, createdBy))
    .where(
      and(
        eq(passwordResets.tokenHash, hashInvitationToken(token)),
        gt(passwordResets.expiresAt, sql`now()`),
        isNull(users.disabledAt),
        eq(creators.role, "admin"),
        isNull(creators.disabledAt),
      ),
    );
  return reset ?? null;
}

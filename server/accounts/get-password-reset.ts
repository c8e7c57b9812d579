import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { passwordResets, users } from "../db/tables/accounts";
import { hashInvitationToken } from "./invitation-token";

/** Whose password the link sets; null when it was used, replaced, has expired or never was. */
export async function getPasswordReset(
  db: DbOrTx,
  token: string,
): Promise<{ userId: string; email: string } | null> {
  const [reset] = await db
    .select({ userId: users.id, email: users.email })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(
      and(
        eq(passwordResets.tokenHash, hashInvitationToken(token)),
        gt(passwordResets.expiresAt, sql`now()`),
        isNull(users.disabledAt),
      ),
    );
  return reset ?? null;
}

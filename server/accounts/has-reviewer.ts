import { and, inArray, isNull, ne, notLike } from "drizzle-orm";
import { ROLES, hasRole } from "#domain/accounts/roles";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { DEMO_ADDRESS_END } from "./demo-address";

/**
 * Whether anybody here could review a candidate's work: an enabled reviewer or admin other than
 * themselves. The demo's staff accounts are the candidate's own second hat, so they don't count.
 */
export async function hasReviewer(db: Db, candidateId: string): Promise<boolean> {
  const roles = ROLES.filter((role) => hasRole(role, "reviewer"));
  const found = await db.$count(
    users,
    and(
      inArray(users.role, roles),
      isNull(users.disabledAt),
      isNull(users.deletedAt),
      ne(users.id, candidateId),
      notLike(users.email, `%${DEMO_ADDRESS_END}`),
    ),
  );
  return found > 0;
}

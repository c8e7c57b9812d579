import { and, asc, inArray, isNull } from "drizzle-orm";
import { ROLES, hasRole } from "#domain/accounts/roles";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";

/** Everybody a review can be given to, by name. */
export async function listReviewers(db: Db): Promise<{ id: string; name: string }[]> {
  const roles = ROLES.filter((role) => hasRole(role, "reviewer"));
  return db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(and(inArray(users.role, roles), isNull(users.disabledAt)))
    .orderBy(asc(users.name), asc(users.id));
}

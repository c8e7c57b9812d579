import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { cohortMembers, cohorts, users } from "../db/tables/accounts";
import { attempts } from "../db/tables/attempts";
import { parsePersonId, personNotFound } from "./person-id";
import type { Role } from "#domain/accounts/roles";

/** A person as admins see them. Times are ISO 8601. */
export type Person = {
  id: string;
  name: string;
  email: string;
  role: Role;
  disabledAt: string | null;
  createdAt: string;
  /** Percent of an attempt's length. */
  extraTimePercent: number;
  cohorts: { id: string; name: string }[];
  /** Attempts with a deadline that run now. */
  runningCount: number;
};

/** @throws AppError `not_found` */
export async function getPerson(db: Db, personId: string): Promise<Person> {
  const id = parsePersonId(personId);
  const [[user], memberships, running] = await Promise.all([
    db
      .select()
      .from(users)
      .where(and(eq(users.id, id), isNull(users.deletedAt))),
    db
      .select({ id: cohorts.id, name: cohorts.name })
      .from(cohortMembers)
      .innerJoin(cohorts, eq(cohorts.id, cohortMembers.cohortId))
      .where(eq(cohortMembers.userId, id))
      .orderBy(asc(sql`lower(${cohorts.name})`)),
    db
      .select({ id: attempts.id })
      .from(attempts)
      .where(
        and(
          eq(attempts.userId, id),
          eq(attempts.status, "in_progress"),
          isNotNull(attempts.deadlineAt),
        ),
      ),
  ]);
  if (!user) throw personNotFound(id);
  return {
    id,
    name: user.name,
    email: user.email,
    role: user.role,
    disabledAt: user.disabledAt?.toISOString() ?? null,
    createdAt: user.createdAt.toISOString(),
    extraTimePercent: user.extraTimePercent,
    cohorts: memberships,
    runningCount: running.length,
  };
}

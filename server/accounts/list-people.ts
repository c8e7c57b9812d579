import { and, asc, count, eq, ilike, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { cohortMembers, users } from "../db/tables/accounts";
import { attempts } from "../db/tables/attempts";
import type { PeopleFilter } from "#domain/accounts/people.schema";
import type { Role } from "#domain/accounts/roles";

/** One line of the list. Times are ISO 8601. */
export type PersonRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  isDisabled: boolean;
  lastAttemptAt: string | null;
};

/** A page of people by name. `count` is of all that fit the filter; `page` counts from 1. */
export type PeoplePage = { people: PersonRow[]; count: number; page: number; pageCount: number };

export const PEOPLE_A_PAGE = 50;

/** People who fit every part of the filter. A page beyond the last is the last. */
export async function listPeople(db: Db, filter: PeopleFilter): Promise<PeoplePage> {
  const fits = toCondition(db, filter);
  const [counted] = await db.select({ people: count() }).from(users).where(fits);
  const found = counted?.people ?? 0;
  const pageCount = Math.max(1, Math.ceil(found / PEOPLE_A_PAGE));
  const page = Math.min(filter.page, pageCount);
  return {
    people: await listPage(db, fits, (page - 1) * PEOPLE_A_PAGE),
    count: found,
    page,
    pageCount,
  };
}

async function listPage(db: Db, fits: SQL | undefined, offset: number): Promise<PersonRow[]> {
  // The page is cut first, so that last attempts are looked up for fifty people and not for all.
  const page = db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .where(fits)
    .orderBy(sql`lower(${users.name})`, asc(users.id))
    .limit(PEOPLE_A_PAGE)
    .offset(offset)
    .as("page");
  const last = db
    .select({ startedAt: sql<Date | null>`max(${attempts.startedAt})`.as("last_started_at") })
    .from(attempts)
    .where(eq(attempts.userId, page.id))
    .as("last");
  const rows = await db
    .select({
      id: page.id,
      name: page.name,
      email: page.email,
      role: page.role,
      disabledAt: page.disabledAt,
      lastAttemptAt: last.startedAt,
    })
    .from(page)
    .leftJoinLateral(last, sql`true`)
    .orderBy(sql`lower(${page.name})`, asc(page.id));
  return rows.map(({ disabledAt, lastAttemptAt, ...person }) => ({
    ...person,
    isDisabled: disabledAt !== null,
    lastAttemptAt: lastAttemptAt === null ? null : new Date(lastAttemptAt).toISOString(),
  }));
}

function toCondition(db: Db, filter: PeopleFilter): SQL | undefined {
  const pattern = `%${filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const isEnabled = filter.state === "enabled";
  return and(
    isNull(users.deletedAt),
    filter.q === "" ? undefined : or(ilike(users.name, pattern), ilike(users.email, pattern)),
    filter.role === null ? undefined : eq(users.role, filter.role),
    filter.state === null
      ? undefined
      : isEnabled
        ? isNull(users.disabledAt)
        : isNotNull(users.disabledAt),
    filter.cohort === null
      ? undefined
      : inArray(
          users.id,
          db
            .select({ id: cohortMembers.userId })
            .from(cohortMembers)
            .where(eq(cohortMembers.cohortId, filter.cohort)),
        ),
  );
}

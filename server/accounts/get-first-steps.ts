import { and, isNotNull, isNull, notLike } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { invitations, users } from "../db/tables/accounts";
import { attempts } from "../db/tables/attempts";
import { problems } from "../db/tables/content";
import { DEMO_ADDRESS_END } from "./demo-address";

/** How far a server has come from its first start. Computed from what is there; nothing is stored. */
export type FirstSteps = {
  hasProblem: boolean;
  hasInvitation: boolean;
  hasSubmittedAttempt: boolean;
};

export async function getFirstSteps(db: Db): Promise<FirstSteps> {
  const [hasProblem, hasInvitation, hasSubmittedAttempt] = await Promise.all([
    hasRow(db, problems, isNull(problems.archivedAt)),
    hasRow(db, invitations),
    hasRow(db, attempts, isNotNull(attempts.submittedAt)),
  ]);
  return { hasProblem, hasInvitation, hasSubmittedAttempt };
}

/** Whether anybody has an account here; demo accounts are nobody, nor is what is left of a deleted one. */
export function hasAccounts(db: Db): Promise<boolean> {
  return hasRow(
    db,
    users,
    and(notLike(users.email, `%${DEMO_ADDRESS_END}`), isNull(users.deletedAt)),
  );
}

async function hasRow(db: Db, table: PgTable, condition?: SQL): Promise<boolean> {
  const rows = await db.select().from(table).where(condition).limit(1);
  return rows.length > 0;
}

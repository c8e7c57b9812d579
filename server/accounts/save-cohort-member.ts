import { eq, sql } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { cohortMembers, cohorts, users } from "../db/tables/accounts";
import { AppError } from "../errors";
import { cohortNotFound, parseCohortId } from "./cohort-id";
import { parsePersonId, personNotFound } from "./person-id";

/**
 * Puts a person, named by id or by address, into a cohort; who is in it already stays so.
 * @throws AppError `not_found`
 */
export async function saveCohortMember(
  db: Db,
  input: { actorId: string; cohortId: string; person: { id: string } | { email: string } },
): Promise<{ personName: string; cohortName: string }> {
  const cohortId = parseCohortId(input.cohortId);
  return db.transaction(async (tx) => {
    // Held, so that it can't be deleted between the two statements.
    const [cohort] = await tx
      .select({ name: cohorts.name })
      .from(cohorts)
      .where(eq(cohorts.id, cohortId))
      .for("key share");
    if (!cohort) throw cohortNotFound(cohortId);
    const { person } = input;
    const [user] = await tx
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(
        "id" in person
          ? eq(users.id, parsePersonId(person.id))
          : eq(sql`lower(${users.email})`, person.email.toLowerCase()),
      );
    if (!user) throw "id" in person ? personNotFound(person.id) : addressUnknown();
    const added = await tx
      .insert(cohortMembers)
      .values({ cohortId, userId: user.id })
      .onConflictDoNothing()
      .returning({ userId: cohortMembers.userId });
    if (added.length > 0) {
      await writeAudit(tx, {
        actorId: input.actorId,
        action: "cohort.add_member",
        subjectId: cohortId,
        detail: { cohort: cohort.name, personId: user.id },
      });
    }
    return { personName: user.name, cohortName: cohort.name };
  });
}

function addressUnknown(): AppError {
  return new AppError("not_found", {
    message: "no account with the address given",
    userMessage: "Nobody has an account with this address. Invite them instead.",
  });
}

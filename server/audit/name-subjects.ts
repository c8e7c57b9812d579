import { eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { DELETED_ADDRESS_END } from "#domain/accounts/deleted-address";
import { invitations, users } from "../db/tables/accounts";
import { attempts } from "../db/tables/attempts";
import { problems } from "../db/tables/content";
import { grades } from "../db/tables/grades";

/** What an id in the log stands for, where that is known. */
export type NamedSubject =
  | { kind: "person"; name: string }
  | { kind: "problem"; slug: string }
  /** Null once the person has deleted their account. */
  | { kind: "invitation"; email: string | null }
  /** An attempt, or the attempt that a grading belongs to. */
  | { kind: "attempt"; attemptId: string; slug: string };

type Line = { subjectId: string; detail: Record<string, string | number | boolean | null> };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Names the people, problems, invitations and attempts that lines of the log speak of by id. */
export async function nameSubjects(db: Db, lines: Line[]): Promise<Record<string, NamedSubject>> {
  const ids = [...new Set(lines.flatMap(listIds))];
  if (ids.length === 0) return {};
  const [people, itsProblems, itsInvitations, itsAttempts, itsGrades] = await Promise.all([
    db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids)),
    db
      .select({ id: problems.id, slug: problems.slug })
      .from(problems)
      .where(inArray(problems.id, ids)),
    db
      .select({ id: invitations.id, email: invitations.email })
      .from(invitations)
      .where(inArray(invitations.id, ids)),
    db
      .select({ id: attempts.id, slug: problems.slug, attemptId: attempts.id })
      .from(attempts)
      .innerJoin(problems, eq(problems.id, attempts.problemId))
      .where(inArray(attempts.id, ids)),
    db
      .select({ id: grades.id, slug: problems.slug, attemptId: sql<string>`${attempts.id}` })
      .from(grades)
      .innerJoin(attempts, eq(attempts.id, grades.attemptId))
      .innerJoin(problems, eq(problems.id, attempts.problemId))
      .where(inArray(grades.id, ids)),
  ]);
  return Object.fromEntries<NamedSubject>([
    ...people.map(({ id, name }) => [id, { kind: "person", name }] as const),
    ...itsProblems.map(({ id, slug }) => [id, { kind: "problem", slug }] as const),
    ...itsInvitations.map(({ id, email }) => {
      const known = email.endsWith(DELETED_ADDRESS_END) ? null : email;
      return [id, { kind: "invitation", email: known }] as const;
    }),
    ...[...itsAttempts, ...itsGrades].map(
      ({ id, ...rest }) => [id, { kind: "attempt", ...rest }] as const,
    ),
  ]);
}

function listIds({ subjectId, detail }: Line): string[] {
  return [subjectId, ...Object.values(detail)].filter(
    (value): value is string => typeof value === "string" && UUID.test(value),
  );
}

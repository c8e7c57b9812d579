import { and, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { getExtraTime } from "../accounts/get-extra-time";
import type { PersonLimits } from "#domain/accounts/person-limits";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { problems, problemVersions, rubrics, rubricVersions } from "../db/tables/content";
import { attemptTurns } from "../db/tables/turns";
import { AppError } from "../errors";
import type { StartAttempt } from "#domain/attempts/start.schema";
import { OPENINGS } from "./interviewer/openings";
import { newDeadline } from "./new-deadline";
import { requireMayStart } from "./require-may-start";

/**
 * Starts the clock on a problem's newest version. A candidate has one open interview or retry a
 * problem: an open one is returned as it is, with `isResumed`. A person's extra time moves the
 * deadline; the attempt's `minutes` stay the length that was chosen.
 * @throws AppError `not_found` for an unknown or archived problem; `bad_request` for an interview brief
 *   of a problem that has none; `too_many`, which says from when on
 */
export async function startAttempt(
  db: Db,
  input: Omit<StartAttempt, "probing"> & {
    probing?: StartAttempt["probing"] | undefined;
    userId: string;
    slug: string;
    limits?: PersonLimits;
  },
): Promise<{ attemptId: string; isResumed: boolean }> {
  const { probing = "off", asking = input.isPractice ? "list" : "own_words" } = input;
  const { hasInterview, ...content } = await requireContent(db, input.slug);
  if (input.brief === "interview" && !hasInterview) throw noInterview(input.slug);
  return db.transaction(async (tx) => {
    const extraTimePercent = await getExtraTime(tx, input.userId);
    const [attempt] = await tx
      .insert(attempts)
      .values({
        userId: input.userId,
        ...content,
        level: input.level,
        lens: input.lens,
        brief: input.brief,
        minutes: input.minutes === 0 ? null : input.minutes,
        isPractice: input.isPractice,
        hasCurveball: input.hasCurveball && input.minutes !== 0,
        probing,
        asking,
        // Both by the database's clock, which is the same moment throughout a transaction.
        startedAt: sql`now()`,
        deadlineAt: newDeadline(input.minutes, extraTimePercent),
      })
      .onConflictDoNothing()
      .returning({ id: attempts.id });
    if (!attempt) {
      return { attemptId: await requireOpen(tx, input.userId, content.problemId), isResumed: true };
    }
    await requireMayStart(tx, input.userId, input.limits);
    if (probing !== "off") {
      const text = OPENINGS[input.lens];
      const opening = { seq: 0, kind: "opening" as const, text, writtenBy: "authored" as const };
      await tx
        .insert(attemptTurns)
        .values({ ...opening, attemptId: attempt.id, writtenAt: sql`now()` });
    }
    await writeAudit(tx, {
      actorId: input.userId,
      action: "attempt.start",
      subjectId: attempt.id,
      detail: {
        problem: input.slug,
        level: input.level,
        lens: input.lens,
        brief: input.brief,
        minutes: input.minutes,
        probing,
        asking,
        extraTimePercent,
      },
    });
    return { attemptId: attempt.id, isResumed: false };
  });
}

async function requireContent(
  db: Db,
  slug: string,
): Promise<{
  problemId: string;
  problemVersionId: string;
  rubricVersionId: string;
  hasInterview: boolean;
}> {
  const [row] = await db
    .select({
      problemId: problems.id,
      problemVersionId: problemVersions.id,
      rubricVersionId: rubricVersions.id,
      hasInterview: sql<boolean>`${problemVersions.head} ? 'interview'`,
    })
    .from(problems)
    .innerJoin(problemVersions, eq(problemVersions.problemId, problems.id))
    .innerJoin(rubrics, eq(rubrics.problemId, problems.id))
    .innerJoin(rubricVersions, eq(rubricVersions.rubricId, rubrics.id))
    .where(and(eq(problems.slug, slug), isNull(problems.archivedAt)))
    .orderBy(desc(problemVersions.version), desc(rubricVersions.version))
    .limit(1);
  if (row) return row;
  throw new AppError("not_found", {
    message: `no problem ${slug}`,
    userMessage: "There is no such problem.",
  });
}

function noInterview(slug: string): AppError {
  return new AppError("bad_request", {
    message: `problem ${slug} has no interview brief`,
    userMessage: "This problem has no interview brief. Reload the page and start with the case.",
  });
}

async function requireOpen(tx: DbOrTx, userId: string, problemId: string): Promise<string> {
  const [open] = await tx
    .select({ id: attempts.id })
    .from(attempts)
    .where(
      and(
        eq(attempts.userId, userId),
        eq(attempts.problemId, problemId),
        ne(attempts.kind, "drill"),
        eq(attempts.status, "in_progress"),
      ),
    );
  if (open) return open.id;
  throw new AppError("conflict", {
    message: "the open attempt ended while another was started",
    userMessage: "Your earlier attempt ended just now. Start again.",
  });
}

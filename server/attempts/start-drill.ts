import { sql } from "drizzle-orm";
import { getExtraTime } from "../accounts/get-extra-time";
import type { PersonLimits } from "#domain/accounts/person-limits";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { AppError } from "../errors";
import { drillMinutes, lockedOfDrill } from "#domain/attempts/kinds";
import type { StartDrill } from "#domain/attempts/start.schema";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import { findBase, findNewestBase, refuseArchived, requireSubmitted } from "./base-attempt";
import type { BaseAttempt } from "./base-attempt";
import { newDeadline } from "./new-deadline";
import { requireOpenDrill } from "./open-drill";
import { requireMayStart } from "./require-may-start";
import { notFound } from "./own-attempt";

/**
 * Starts a drill of one to three criteria of one section, out of a report that its candidate has read:
 * a drill tells what to practise, which is no secret only then. It has that attempt's version of the
 * problem and rubric, so that both are judged by the same words. An open drill of the same criteria is
 * returned as it is, with `isResumed`.
 *
 * @throws AppError `not_found` for an attempt that is not this person's; `bad_request` for criteria that
 *   it wasn't asked or that don't stand in one section; `conflict` while no report of it was read, and
 *   for an archived problem; `too_many`, which says from when on
 */
export async function startDrill(
  db: Db,
  input: StartDrill & { userId: string; limits?: PersonLimits },
): Promise<{ attemptId: string; isResumed: boolean }> {
  const base = await requireBase(db, input);
  refuseArchived(base);
  const criteria = requireCriteria(base, input.criteria);
  const [{ section }] = criteria;
  const focusCriteria = criteria.map(({ id }) => id).sort();
  return db.transaction(async (tx) => {
    const extraTimePercent = await getExtraTime(tx, input.userId);
    const minutes = drillMinutes(criteria.length);
    const { attempt: from } = base;
    const [drill] = await tx
      .insert(attempts)
      .values({
        userId: input.userId,
        problemId: from.problemId,
        problemVersionId: from.problemVersionId,
        rubricVersionId: from.rubricVersionId,
        kind: "drill",
        basedOnId: from.id,
        focusSection: section,
        focusCriteria,
        locked: lockedOfDrill(section, { hasCanvas: criteria.some(canBeDrawn) }),
        level: from.level,
        lens: from.lens,
        brief: from.brief,
        minutes,
        // Both by the database's clock, which is the same moment throughout a transaction.
        startedAt: sql`now()`,
        deadlineAt: newDeadline(minutes, extraTimePercent),
      })
      .onConflictDoNothing()
      .returning({ id: attempts.id });
    if (!drill) {
      const who = { userId: input.userId, problemId: from.problemId, focusCriteria };
      return { attemptId: await requireOpenDrill(tx, who), isResumed: true };
    }
    await requireMayStart(tx, input.userId, input.limits);
    await writeAudit(tx, {
      actorId: input.userId,
      action: "drill.start",
      subjectId: drill.id,
      detail: { problem: base.slug, criteria: focusCriteria.join(" "), from: from.id },
    });
    return { attemptId: drill.id, isResumed: false };
  });
}

function canBeDrawn({ evidence }: Criterion): boolean {
  return evidence.includes("diagram");
}

/** Where the drill grows out of; of a drill, where that one did. */
async function requireBase(db: Db, input: StartDrill & { userId: string }): Promise<BaseAttempt> {
  const { userId, problem: slug, criteria, from } = input;
  if (from === undefined) {
    const newest = await findNewestBase(db, { userId, slug, criteria });
    if (newest) return newest;
    throw notRead(`no report of ${slug} with these criteria was read`);
  }
  const named = await findBase(db, { attemptId: from, userId });
  const rootId = named?.attempt.kind === "drill" ? named.attempt.basedOnId : null;
  const base = rootId === null ? named : await findBase(db, { attemptId: rootId, userId });
  if (base === null) throw notFound(from);
  requireSubmitted(base);
  if (base.slug !== slug) throw notAsked(`attempt ${from} is of ${base.slug}, not of ${slug}`);
  if (!base.knowsCriteria) throw notRead(`the report of ${from} was not read`);
  return base;
}

/** In the rubric's order. */
function requireCriteria(
  { rubric }: BaseAttempt,
  ids: readonly string[],
): [Criterion, ...Criterion[]] {
  const [first, ...others] = rubric.criteria.filter(({ id }) => ids.includes(id));
  if (!first || others.length + 1 !== ids.length) throw notAsked(`no criteria ${ids.join(", ")}`);
  if (others.some(({ section }) => section !== first.section)) {
    throw new AppError("bad_request", {
      message: `criteria ${ids.join(", ")} stand in several sections`,
      userMessage: "A drill is about one section. Choose criteria from the same section.",
    });
  }
  return [first, ...others];
}

function notAsked(message: string): AppError {
  return new AppError("bad_request", {
    message,
    userMessage: "These criteria can't be drilled. Go back to your report and choose again.",
  });
}

function notRead(message: string): AppError {
  return new AppError("conflict", {
    message,
    userMessage: "Drills come from a report. Take the problem and read its report first.",
  });
}

import { and, eq, ne, sql } from "drizzle-orm";
import { getExtraTime } from "../accounts/get-extra-time";
import type { PersonLimits } from "#domain/accounts/person-limits";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { AppError } from "../errors";
import { lockedOfRetry } from "#domain/attempts/kinds";
import type { AskingMode } from "#domain/attempts/question.schema";
import type { StartRetry } from "#domain/attempts/start.schema";
import type { SectionId } from "#domain/problems/scale";
import { findBase, refuseArchived, requireSubmitted } from "./base-attempt";
import type { BaseAttempt } from "./base-attempt";
import { metCurveball } from "./curveball";
import { newDeadline } from "./new-deadline";
import { requireMayStart } from "./require-may-start";
import { notFound } from "./own-attempt";
import { planRetry } from "./plan-retry";

/** Stands for the tab that wrote what was carried over; a tab's own id is longer. */
const CARRIED = "carried";

/**
 * Starts a retry of one section: a new attempt of the same problem and version, level, lens and brief,
 * with the other texts, what was replied to follow-ups about them, the drawing and the answered
 * questions carried over. The section is blank, or holds what stood there, and the interviewer asks nothing
 * more. Where its attempt
 * met the curveball, the retry knows it from the start.
 *
 * @throws AppError `not_found` for an attempt that is not this person's; `bad_request` for a drill;
 *   `conflict` while it is open, for an archived problem, and while another interview on the problem is
 *   open; `too_many`, which says from when on
 */
export async function startRetry(
  db: Db,
  input: Omit<StartRetry, "start"> & {
    start?: StartRetry["start"];
    userId: string;
    attemptId: string;
    limits?: PersonLimits;
  },
): Promise<{ attemptId: string; isResumed: boolean }> {
  const base = await requireBase(db, input);
  const { attempt: from, head } = base;
  const { section, start = "blank" } = input;
  const minutes = input.minutes ?? planRetry(base, section);
  return db.transaction(async (tx) => {
    const extraTimePercent = await getExtraTime(tx, input.userId);
    const [retry] = await tx
      .insert(attempts)
      .values({
        userId: input.userId,
        problemId: from.problemId,
        problemVersionId: from.problemVersionId,
        rubricVersionId: from.rubricVersionId,
        kind: "retry",
        basedOnId: from.id,
        focusSection: section,
        startsFromText: start === "own_text",
        locked: lockedOfRetry(section, input.keep),
        level: from.level,
        lens: from.lens,
        brief: from.brief,
        minutes: minutes === 0 ? null : minutes,
        isPractice: from.isPractice || minutes === 0,
        asking: askingOf(from, minutes),
        hasCurveball: metCurveball(from, head.curveball.at),
        // Both by the database's clock, which is the same moment throughout a transaction.
        startedAt: sql`now()`,
        deadlineAt: newDeadline(minutes, extraTimePercent),
        // What is carried over is stored once more.
        workBytes: from.workBytes,
      })
      .onConflictDoNothing()
      .returning({ id: attempts.id });
    if (!retry) {
      const who = { userId: input.userId, problemId: from.problemId };
      return { attemptId: await requireSameOpen(tx, who, from.id, section), isResumed: true };
    }
    await requireMayStart(tx, input.userId, input.limits);
    await carryOver(tx, { fromId: from.id, toId: retry.id, section, start });
    await writeAudit(tx, {
      actorId: input.userId,
      action: "retry.start",
      subjectId: retry.id,
      detail: {
        problem: base.slug,
        section,
        keep: input.keep,
        start,
        from: from.id,
        minutes,
        extraTimePercent,
      },
    });
    return { attemptId: retry.id, isResumed: false };
  });
}

/** As in the attempt that it grows out of; the first that is practice has the list, as practice has. */
function askingOf(from: BaseAttempt["attempt"], minutes: number): AskingMode {
  const isFirstPractice = minutes === 0 && !from.isPractice;
  return isFirstPractice && from.asking === "own_words" ? "list" : from.asking;
}

async function requireBase(
  db: Db,
  who: { attemptId: string; userId: string },
): Promise<BaseAttempt> {
  const base = await findBase(db, who);
  if (base === null) throw notFound(who.attemptId);
  requireSubmitted(base);
  refuseArchived(base);
  if (base.attempt.kind !== "drill") return base;
  throw new AppError("bad_request", {
    message: `attempt ${base.attempt.id} is a drill`,
    userMessage: "A drill has only one section. Start it again from its own page.",
  });
}

/**
 * Copies the other sections, its own where it starts from that, the follow-ups about them that were replied to, the drawing without what was
 * deleted from it, its pictures, and what the interviewer answered. What a model cost for an answer or a
 * follow-up stays with the attempt that asked.
 */
async function carryOver(
  tx: DbOrTx,
  work: { fromId: string; toId: string } & Pick<StartRetry, "section" | "start">,
): Promise<void> {
  const { fromId, toId, section, start } = work;
  await tx.execute(sql`
    with texts as (
      insert into answers (attempt_id, section, text, revision, client_id)
      select ${toId}::uuid, section, text, 1, ${CARRIED} from answers
      where attempt_id = ${fromId} and text <> ''
        and (section <> ${section}::section or ${start === "own_text"})
    ), replied as (
      select turns.*, replies.text as reply from attempt_turns as turns
      join attempt_replies as replies
        on replies.attempt_id = turns.attempt_id and replies.seq = turns.seq
      where turns.attempt_id = ${fromId} and turns.kind = 'probe' and turns.text is not null
        and turns.section <> ${section}::section and turns.declined_at is null
        and replies.text ~ '\\S'
    ), turns as (
      insert into attempt_turns
        (attempt_id, seq, kind, section, ask_key, text, written_by, criterion_ids, asked_at, written_at)
      select ${toId}::uuid, seq, kind, section, ask_key, text, written_by, criterion_ids,
        asked_at, written_at
      from replied
    ), replies as (
      insert into attempt_replies (attempt_id, seq, text, revision, client_id)
      select ${toId}::uuid, seq, reply, 1, ${CARRIED} from replied
    ), elements as (
      insert into scene_elements (attempt_id, element_id, version, version_nonce, element)
      select ${toId}::uuid, element_id, version, version_nonce, element from scene_elements
      where attempt_id = ${fromId} and not is_deleted
    ), files as (
      insert into scene_files (attempt_id, file_id, file)
      select ${toId}::uuid, file_id, file from scene_files where attempt_id = ${fromId}
    )
    insert into attempt_questions
      (attempt_id, ask_key, question, status, clarification_ids, answer, answered_by, asked_at, answered_at)
    select ${toId}::uuid, ask_key, question, status, clarification_ids, answer, answered_by,
      asked_at, answered_at
    from attempt_questions where attempt_id = ${fromId} and answer is not null`);
}

/** The open retry of the same section. @throws AppError where another interview on the problem is open */
async function requireSameOpen(
  tx: DbOrTx,
  who: { userId: string; problemId: string },
  basedOnId: string,
  section: SectionId,
): Promise<string> {
  const [open] = await tx
    .select({ id: attempts.id, basedOnId: attempts.basedOnId, focusSection: attempts.focusSection })
    .from(attempts)
    .where(
      and(
        eq(attempts.userId, who.userId),
        eq(attempts.problemId, who.problemId),
        ne(attempts.kind, "drill"),
        eq(attempts.status, "in_progress"),
      ),
    );
  if (open?.basedOnId === basedOnId && open.focusSection === section) return open.id;
  throw new AppError("conflict", {
    message: `attempt ${open?.id ?? "(ended)"} is open`,
    userMessage:
      "You have another interview on this problem open. Hand that in first, then retry the section.",
  });
}

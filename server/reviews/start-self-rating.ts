import { and, eq, isNull, sql } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { selfRatings } from "../db/tables/reviews";
import { AppError } from "../errors";
import { notFound } from "../attempts/own-attempt";
import { readMarkedWork } from "./self/marked-work";
import type { MarkedWork } from "./self/marked-work";
import { findSelfRating, requireOwnSubmitted } from "./self/self-rating";
import type { Candidate } from "./self/self-rating";

/**
 * Why an answer holds nothing to mark, in words for its writer; null where it does.
 * @throws AppError `unavailable`
 */
export type AnswerGate = (work: MarkedWork) => Promise<string | null>;

/** Whoever looks at an answer and is gone without a word holds it up no longer than this. */
const LOOK_SECONDS = 60;

/**
 * Begins to mark one's own attempt; what is begun or finished is left as it is. The criteria and their
 * examples are for whoever handed in an answer, so a blank or copied one is refused. That is looked at
 * once an attempt, by one request at a time: it takes the processor.
 * @throws AppError `not_found`; `conflict` while the attempt is open, for an answer that can't be
 *   marked, and while another request looks at it; `unavailable` when there is no room for it now
 */
export async function startSelfRating(
  db: Db,
  gateAnswer: AnswerGate,
  who: Candidate,
): Promise<void> {
  const attempt = await requireOwnSubmitted(db, who, { lock: false });
  const known = await findSelfRating(db, attempt.id);
  if (known?.refusal) throw refuse(attempt.id, known.refusal);
  if (known?.admittedAt) return;
  await claim(db, who, attempt.id);
  const refusal = await look();
  await db.transaction(async (tx) => {
    const decided =
      refusal === null ? { admittedAt: sql`now()`, startedAt: sql`now()` } : { refusal };
    const [row] = await tx
      .update(selfRatings)
      .set(decided)
      .where(isUndecided(attempt.id))
      .returning({ attemptId: selfRatings.attemptId });
    // The account was deleted meanwhile, or somebody else has decided.
    if (!row) return;
    await writeAudit(tx, {
      actorId: who.userId,
      action: refusal === null ? "self_rating.start" : "self_rating.refuse",
      subjectId: attempt.id,
      detail: {},
    });
  });
  if (refusal !== null) throw refuse(attempt.id, refusal);

  /** What couldn't be looked at may be tried again at once. */
  async function look(): Promise<string | null> {
    try {
      return await gateAnswer(await readMarkedWork(db, attempt));
    } catch (error) {
      await db.delete(selfRatings).where(isUndecided(attempt.id));
      throw error;
    }
  }
}

function isUndecided(attemptId: string) {
  return and(
    eq(selfRatings.attemptId, attemptId),
    isNull(selfRatings.admittedAt),
    isNull(selfRatings.refusal),
  );
}

async function claim(db: Db, { userId }: Candidate, attemptId: string): Promise<void> {
  const rows = await db.execute<{ claimed: boolean }>(sql`
    with own as (
      select id, rubric_version_id from attempts where id = ${attemptId} and user_id = ${userId}
    ), claimed as (
      insert into self_ratings (attempt_id, rubric_version_id)
      select id, rubric_version_id from own
      on conflict (attempt_id) do update set started_at = now()
      where self_ratings.admitted_at is null and self_ratings.refusal is null
        and self_ratings.started_at < now() - ${LOOK_SECONDS}::int * interval '1 second'
      returning attempt_id
    )
    select exists (select from claimed) as claimed from own`);
  const [row] = rows;
  if (!row) throw notFound(attemptId);
  if (row.claimed) return;
  throw new AppError("conflict", {
    message: `attempt ${attemptId} is being looked at`,
    userMessage: "Your answer is already being checked. Try again in a moment.",
  });
}

function refuse(attemptId: string, refusal: string): AppError {
  return new AppError("conflict", {
    message: `attempt ${attemptId} holds nothing to mark`,
    userMessage: refusal,
  });
}

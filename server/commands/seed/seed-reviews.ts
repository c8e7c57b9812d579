import { sql } from "drizzle-orm";
import type { DbOrTx } from "../../db/client";
import type { CriterionGrade } from "#domain/grading/grade.schema";
import { createDice } from "./dice";
import type { Dice } from "./dice";
import { insertRows } from "./insert-rows";
import type { DemoAttempt } from "./seed-attempts";
import type { DemoPerson } from "./seed-people";
import { addRows } from "./to-rows";
import type { RowSets } from "./to-rows";

const SHARES = { reviewed: 0.1, signed: 0.6, overridden: 0.5, commented: 0.4, rated: 0.05 };
const APPEALED = 0.03;
const HOUR_MS = 60 * 60_000;
const DECIDING = ["met", "partial", "not_met"] as const;

type Graded = DemoAttempt & { grade: NonNullable<DemoAttempt["grade"]> };

/** What reviewers did with some of the attempts: signatures, overrides, comments, appeals, blind ratings. */
export async function seedReviews(
  db: DbOrTx,
  people: readonly DemoPerson[],
  attempts: readonly DemoAttempt[],
  seed: number,
): Promise<void> {
  const dice = createDice(seed, "reviews");
  const reviewers = people.filter(({ role }) => role === "reviewer").map(({ id }) => id);
  const rows: RowSets = {};
  for (const attempt of attempts) {
    if (attempt.grade === null) continue;
    const graded: Graded = { ...attempt, grade: attempt.grade };
    if (dice.chance(SHARES.reviewed)) addReview(rows, graded, dice.pick(reviewers), dice);
    if (dice.chance(APPEALED)) addAppeal(rows, graded, dice.pick(reviewers), dice);
    if (dice.chance(SHARES.rated)) addRating(rows, graded, dice.pick(reviewers), dice);
  }
  for (const [table, set] of Object.entries(rows)) await insertRows(db, table, set);
  // A rating takes no mark once it is finished.
  await db.execute(
    sql`update ratings set finished_at = started_at + interval '20 minutes' where finished_at is null`,
  );
}

function later(attempt: DemoAttempt, dice: Dice): Date {
  return new Date(attempt.submittedAt.getTime() + dice.between(1, 72) * HOUR_MS);
}

function addReview(rows: RowSets, attempt: Graded, reviewerId: string, dice: Dice): void {
  const at = later(attempt, dice);
  const isSigned = dice.chance(SHARES.signed);
  addRows(rows, "reviews", [
    {
      attempt_id: attempt.id,
      assignee_id: reviewerId,
      assigned_at: at,
      created_at: at,
      signed_grade_id: isSigned ? attempt.gradeId : null,
      signed_by: isSigned ? reviewerId : null,
      signed_at: isSigned ? at : null,
    },
  ]);
  if (isSigned) addAudit(rows, attempt, reviewerId, at, "review.sign");
  if (dice.chance(SHARES.overridden)) {
    const { id, verdict } = dice.pick(attempt.grade.criteria);
    addRows(rows, "overrides", [
      {
        id: dice.uuid(),
        attempt_id: attempt.id,
        grade_id: attempt.gradeId,
        criterion_id: id,
        verdict: dice.pick(DECIDING.filter((other) => other !== verdict)),
        reason: "Read again for the demo.",
        reviewer_id: reviewerId,
        created_at: at,
      },
    ]);
  }
  if (dice.chance(SHARES.commented)) {
    addRows(rows, "review_comments", [
      {
        id: dice.uuid(),
        attempt_id: attempt.id,
        author_id: reviewerId,
        created_at: at,
        text: "A comment for the demo.",
      },
    ]);
  }
}

function addAppeal(rows: RowSets, attempt: Graded, reviewerId: string, dice: Dice): void {
  const shown = attempt.grade.criteria.filter(({ evidence }) => evidence.length > 0);
  if (shown.length === 0) return;
  const criterion = dice.pick(shown);
  const [piece] = criterion.evidence;
  if (piece?.source !== "text") return;
  const at = later(attempt, dice);
  addRows(rows, "appeals", [
    {
      id: dice.uuid(),
      attempt_id: attempt.id,
      grade_id: attempt.gradeId,
      criterion_id: criterion.id,
      note: "I said it here.",
      created_at: at,
      section: piece.section,
      start_offset: piece.start,
      end_offset: piece.end,
      ...(dice.chance(0.5) ? settle(criterion, reviewerId, at, dice) : UNSETTLED),
    },
  ]);
}

const UNSETTLED = {
  outcome: null,
  settled_verdict: null,
  settlement: null,
  settled_by: null,
  settled_at: null,
};

function settle({ verdict }: CriterionGrade, reviewerId: string, at: Date, dice: Dice) {
  const isGranted = dice.chance(0.5);
  return {
    outcome: isGranted ? "granted" : "declined",
    settled_verdict: isGranted ? "met" : verdict,
    settlement: "Looked at for the demo.",
    settled_by: reviewerId,
    settled_at: new Date(at.getTime() + HOUR_MS),
  };
}

function addRating(rows: RowSets, attempt: Graded, raterId: string, dice: Dice): void {
  const id = dice.uuid();
  addRows(rows, "ratings", [
    { id, attempt_id: attempt.id, rater_id: raterId, started_at: later(attempt, dice) },
  ]);
  addRows(
    rows,
    "rating_marks",
    attempt.grade.criteria.map((criterion) => ({
      rating_id: id,
      criterion_id: criterion.id,
      verdict:
        criterion.verdict === "cannot_assess" || dice.chance(0.2)
          ? dice.pick(DECIDING)
          : criterion.verdict,
    })),
  );
}

function addAudit(rows: RowSets, attempt: Graded, actorId: string, at: Date, action: string): void {
  addRows(rows, "audit_log", [
    { at, actor_id: actorId, action, subject_id: attempt.id, detail: { gradeId: attempt.gradeId } },
  ]);
}

import { createComment } from "#server/reviews/create-comment";
import { listPointEdits } from "#server/reviews/list-point-edits";
import { setOverride } from "#server/reviews/set-override";
import { signReview } from "#server/reviews/sign-review";
import { startRating } from "#server/reviews/start-rating";
import { saveRatingMark } from "#server/reviews/save-rating-mark";
import { strikePoint } from "#server/reviews/strike-point";
import { challengePoint } from "#server/reviews/challenge-point";
import { submitAppeal } from "#server/reviews/submit-appeal";
import { BOX_ID } from "../reviews/review-world";
import type { Graded, RightsWorld } from "./rights-world";
import type { Who } from "./route-table";
import { firstOf, ofGraded, reviewers } from "./action-row";
import type { ActionRows } from "./action-row";

function standingOverride(world: RightsWorld, graded: Graded): Promise<string> {
  const { attemptId, gradeId } = graded;
  return setOverride(
    world.database.db,
    { attemptId, reviewer: world.people.admin },
    { gradeId, criterionId: firstOf(graded), verdict: "met", reason: "It is.", basedOn: null },
  );
}

async function standingStrike(world: RightsWorld, graded: Graded): Promise<string> {
  const { attemptId, gradeId } = graded;
  const at = { attemptId, reviewer: world.people.admin };
  await strikePoint(world.database.db, at, { gradeId, pointId: "p1", reason: "It isn't so." });
  const [edit] = await listPointEdits(world.database.db, gradeId);
  return edit?.id ?? "";
}

async function openAppeal(world: RightsWorld, graded: Graded): Promise<string> {
  const { attemptId, gradeId } = graded;
  return submitAppeal(
    world.database.db,
    { attemptId, userId: world.people.owner.id },
    {
      gradeId,
      criterionId: firstOf(graded),
      note: "Here.",
      place: { kind: "drawing", elementIds: [BOX_ID] },
    },
  );
}

/** A person who may rate has begun to. */
async function begin(world: RightsWorld, who: Who, { attemptId, rubric }: Graded): Promise<void> {
  if (who !== "reviewer" && who !== "assignee" && who !== "admin") return;
  const at = { attemptId, reviewer: world.people[who] };
  await startRating(world.database.db, at);
  for (const { id } of rubric.criteria) {
    await saveRatingMark(world.database.db, at, { criterionId: id, verdict: "met" });
  }
}

/** What reviewers do. */
export const REVIEW_ACTIONS: ActionRows = {
  "/review/:attemptId": {
    override: ofGraded(reviewers, async (graded) => ({
      gradeId: graded.gradeId,
      criterionId: firstOf(graded),
      verdict: "met",
      reason: "It is there.",
      basedOn: "",
    })),
    withdraw: ofGraded(reviewers, async (graded, world) => ({
      overrideId: await standingOverride(world, graded),
    })),
    strike: ofGraded(reviewers, async ({ gradeId }) => ({
      gradeId,
      pointId: "p1",
      reason: "It isn't so.",
    })),
    correct: ofGraded(reviewers, async ({ gradeId }) => ({
      gradeId,
      pointId: "p1",
      headline: "The bill is per day",
      consequence: "Per month it is thirty times as much.",
      sayInstead: "That is per day.",
    })),
    "undo-point": ofGraded(reviewers, async (graded, world) => ({
      editId: await standingStrike(world, graded),
    })),
    "keep-point": ofGraded(reviewers, async ({ attemptId, gradeId }, { database, people }) => {
      const who = { attemptId, userId: people.owner.id };
      await challengePoint(database.db, who, { gradeId, pointId: "p1", note: "It isn't so." });
      return { gradeId, pointId: "p1", words: "It is so." };
    }),
    comment: ofGraded(reviewers, async () => ({ text: "Well drawn.", criterionId: "" })),
    // One's own comments only: for each who may come, one of theirs.
    "delete-comment": ofGraded(reviewers, async ({ attemptId }, world, who) => {
      const reviewer =
        who === "reviewer" || who === "assignee" ? world.people[who] : world.people.admin;
      const input = { criterionId: null, text: "A slip." };
      return { commentId: await createComment(world.database.db, { attemptId, reviewer }, input) };
    }),
    assign: ofGraded(reviewers, async (_, { people }) => ({
      assigneeId: people.admin.id,
      was: people.assignee.id,
    })),
    sign: ofGraded(reviewers, async ({ gradeId }) => ({ gradeId, seen: "" })),
    unsign: ofGraded(reviewers, async ({ attemptId, gradeId }, { database, people }) => {
      const at = { attemptId, reviewer: people.admin };
      await signReview(database.db, at, { gradeId, seen: "" });
      return {};
    }),
    regrade: ofGraded(reviewers, async () => ({})),
    look: ofGraded(reviewers, async (graded, world, who) => {
      await begin(world, who, graded);
      return {};
    }),
    settle: ofGraded(reviewers, async (graded, world) => ({
      appealId: await openAppeal(world, graded),
      outcome: "granted",
      verdict: "met",
      words: "You are right.",
      basedOn: "",
    })),
  },
  "/review/ratings/:attemptId": {
    start: ofGraded(reviewers, async () => ({})),
    mark: ofGraded(reviewers, async (graded, world, who) => {
      await begin(world, who, graded);
      return { criterionId: firstOf(graded), verdict: "not_met" };
    }),
    finish: ofGraded(reviewers, async (graded, world, who) => {
      await begin(world, who, graded);
      return {};
    }),
  },
};

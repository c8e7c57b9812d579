import { getReport } from "#server/grades/get-report";
import { assignReview } from "#server/reviews/assign-review";
import { createComment } from "#server/reviews/create-comment";
import { deleteComment } from "#server/reviews/delete-comment";
import { getReview } from "#server/reviews/get-review";
import { recordSight } from "#server/reviews/record-sight";
import { requestRegrade } from "#server/reviews/request-regrade";
import { toSeen } from "#server/reviews/review.schema";
import { saveRatingMark } from "#server/reviews/save-rating-mark";
import { setOverride } from "#server/reviews/set-override";
import { settleAppeal } from "#server/reviews/settle-appeal";
import { signReview } from "#server/reviews/sign-review";
import { startRating } from "#server/reviews/start-rating";
import { submitAppeal } from "#server/reviews/submit-appeal";
import { submitRating } from "#server/reviews/submit-rating";
import { unsignReview } from "#server/reviews/unsign-review";
import { withdrawOverride } from "#server/reviews/withdraw-override";
import type { HandedIn } from "./fill-attempts";
import { fail, personOf } from "./world";
import type { World } from "./world";

/** What reviewers and candidates did with the first dozen grades; re-grades are left to a worker. */
export async function fillReviews(world: World, list: readonly HandedIn[]): Promise<HandedIn[]> {
  const at = (n: number) => list[n] ?? fail(new Error(`no attempt ${n}`));
  await override(world, at(0), "Carl");
  await sign(world, at(0), "Carl");
  const older = await override(world, at(1), "Carl");
  const newer = await override(world, at(1), "Dora", older);
  await sign(world, at(1), "Dora");
  await unsignReview(world.db, by(world, at(1), "Dora"));
  await withdrawOverride(world.db, by(world, at(1), "Dora"), { overrideId: newer });
  await settle(world, at(2), "granted");
  await settle(world, at(3), "declined");
  await appeal(world, at(4));
  await comment(world, at(5));
  await recordSight(world.db, { attemptId: at(5).attemptId, viewer: personOf(world, "Eva") });
  await assignReview(world.db, by(world, at(6), "Ada"), {
    assigneeId: personOf(world, "Dora").id,
    was: null,
  });
  for (const n of [7, 8]) for (const name of ["Carl", "Eva"]) await rate(world, at(n), name, true);
  await rate(world, at(9), "Eva", false);
  await override(world, at(10), "Dora");
  await sign(world, at(11), "Carl");
  const regraded = [10, 11, 12].map(at);
  const again: HandedIn[] = [];
  for (const handed of regraded) {
    const who = by(world, handed, "Carl");
    const gradeId = await requestRegrade(world.db, world.jobs, who, fail);
    again.push({ ...handed, gradeId });
  }
  return again;
}

function by(world: World, { attemptId }: HandedIn, name: string) {
  return { attemptId, reviewer: personOf(world, name) };
}

async function readGrade(world: World, { attemptId, name }: HandedIn) {
  const report = await getReport(world.db, { attemptId, viewer: personOf(world, name) });
  if (!report.grade) throw new Error(`attempt ${attemptId} is not graded`);
  const { criteria } = report.grade;
  const isMissed = (criterion: { verdict: string }) => criterion.verdict === "not_met";
  // What is missed comes first, where anything is.
  const [first, second] = [...criteria.filter(isMissed), ...criteria];
  if (!first || !second) throw new Error(`attempt ${attemptId} has no criteria`);
  const { length } = report.answers.scenario;
  const isMet = !isMissed(first);
  return {
    gradeId: report.state.gradeId,
    isMet,
    first: first.id,
    second: second.id,
    length,
    report,
  };
}

async function override(
  world: World,
  handed: HandedIn,
  name: string,
  basedOn: string | null = null,
): Promise<string> {
  const { gradeId, first, isMet } = await readGrade(world, handed);
  return setOverride(world.db, by(world, handed, name), {
    ...{
      gradeId,
      criterionId: first,
      basedOn,
      verdict: isMet === (basedOn === null) ? "not_met" : "met",
    },
    reason: `${name} read the second paragraph again.`,
  });
}

async function sign(world: World, handed: HandedIn, name: string): Promise<void> {
  const viewer = personOf(world, name);
  const review = await getReview(world.db, { attemptId: handed.attemptId, viewer });
  await signReview(world.db, by(world, handed, name), {
    gradeId: review.gradeId ?? "",
    seen: toSeen(review.verdicts.map(({ id }) => id)),
  });
}

async function appeal(world: World, handed: HandedIn): Promise<string> {
  const { gradeId, second, report } = await readGrade(world, handed);
  const box = report.scene.elements.find(({ type }) => type === "rectangle");
  const who = { attemptId: handed.attemptId, userId: personOf(world, handed.name).id };
  return submitAppeal(world.db, who, {
    gradeId,
    criterionId: second,
    note: "It is in the drawing.",
    place: { kind: "drawing", elementIds: [box?.id ?? ""] },
  });
}

async function settle(
  world: World,
  handed: HandedIn,
  outcome: "granted" | "declined",
): Promise<void> {
  const { gradeId, first, length } = await readGrade(world, handed);
  const who = { attemptId: handed.attemptId, userId: personOf(world, handed.name).id };
  const appealId = await submitAppeal(world.db, who, {
    gradeId,
    criterionId: first,
    note: "I said it here.",
    place: { kind: "text", section: "scenario", start: 0, end: Math.min(40, length) },
  });
  const words = `This appeal is ${outcome}.`;
  await settleAppeal(
    world.db,
    by(world, handed, "Dora"),
    outcome === "granted"
      ? { outcome, appealId, words, verdict: "met", basedOn: null }
      : { outcome, appealId, words },
  );
}

async function comment(world: World, handed: HandedIn): Promise<void> {
  const { first } = await readGrade(world, handed);
  const who = by(world, handed, "Dora");
  await createComment(world.db, who, { criterionId: null, text: "A clear answer on the whole." });
  await createComment(world.db, who, { criterionId: first, text: "Give the figure here." });
  const commentId = await createComment(world.db, who, { criterionId: null, text: "Taken back." });
  await deleteComment(world.db, who, { commentId });
}

async function rate(
  world: World,
  handed: HandedIn,
  name: string,
  isFinished: boolean,
): Promise<void> {
  const who = by(world, handed, name);
  await startRating(world.db, who);
  const { report } = await readGrade(world, handed);
  const ids = report.rubric.criteria.map(({ id }) => id);
  for (const [index, criterionId] of (isFinished ? ids : ids.slice(0, 3)).entries()) {
    const verdict = (index + name.length) % 3 === 0 ? "not_met" : "met";
    await saveRatingMark(world.db, who, { criterionId, verdict });
  }
  if (isFinished) await submitRating(world.db, who);
}

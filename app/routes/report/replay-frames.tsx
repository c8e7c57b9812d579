import type { AppLoadContext } from "@remix-run/node";
import type { DrawnPart } from "#domain/diagram/name-parts";
import { hasRole } from "#domain/accounts/roles";
import type { Viewer } from "#server/accounts/sessions";
import { getScene } from "#server/attempts/scene-store";
import { getTimeline } from "#server/attempts/get-timeline";
import { getAskTimes } from "#server/attempts/list-turns";
import { AppError } from "#server/errors";
import { getReport } from "#server/grades/get-report";
import type { Report } from "#server/grades/get-report";
import { quoteMisconception } from "#server/grading/find-misconceptions";
import { getOwnMarks } from "#server/reviews/get-own-marks";
import { getReview } from "#server/reviews/get-review";
import { recordSight } from "#server/reviews/record-sight";
import { inTurn } from "~/lib/in-turn";
import { viewReplay } from "~/lib/report/replay-view";
import { viewGrade } from "~/lib/report/report-view";
import { withReview } from "~/lib/report/review-view";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

type Who = { attemptId: string; viewer: Viewer };

/** What the replay plays. */
export const loader = inTurn(async ({ context, params, request }) => {
  const viewer = requireViewer(context, request);
  const who = { attemptId: params["attemptId"] ?? "", viewer };
  return Response.json(await orThrowResponse(() => readReplay(context, who, request.signal)));
});

async function readReplay({ db, work }: AppLoadContext, who: Who, signal: AbortSignal) {
  if (hasRole(who.viewer.role, "reviewer") && !(await recordSight(db, who))) {
    throw new AppError("forbidden", {
      message: `${who.viewer.id} rates ${who.attemptId} blindly`,
      userMessage: "You rate this attempt without seeing the judge’s marks.",
    });
  }
  const report = await getReport(db, who);
  const [scene, { parts }] = await Promise.all([
    getScene(db, report.attempt.id),
    work.drawing(who, signal),
  ]);
  signal.throwIfAborted();
  const { answers, aids, attempt, interview } = report;
  const elements = scene.elements.filter(({ isDeleted }) => !isDeleted);
  const [timeline, graded, askTimes] = await Promise.all([
    getTimeline(db, who, { answers, elements }),
    viewMarks(db, who, report, parts),
    interview.length === 0 ? new Map<number, string>() : getAskTimes(db, who.attemptId),
  ]);
  signal.throwIfAborted();
  const done = { attempt, aids, answers, interview, askTimes, files: scene.files };
  return viewReplay(timeline, done, graded);
}

/** As the report shows them; to the candidate once they have opened it. */
async function viewMarks(db: AppLoadContext["db"], who: Who, report: Report, drawing: DrawnPart[]) {
  const { grade, attempt } = report;
  if (grade === null) return null;
  const isOwn = attempt.userId === who.viewer.id;
  const [own, review] = await Promise.all([getOwnMarks(db, who), getReview(db, who)]);
  if (isOwn && !own.hasSeen) return null;
  const viewed = viewGrade({ ...report, drawing }, grade, () => [], quoteMisconception, "decisive");
  if (viewed.grade.outcome.kind === "unreadable") return null;
  return withReview(viewed, review, { attemptId: who.attemptId, isOwn });
}

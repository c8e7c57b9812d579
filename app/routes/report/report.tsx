import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { hasRole } from "#server/accounts/roles";
import { getLateWork } from "#server/attempts/get-late-work";
import { getReport } from "#server/grades/get-report";
import { quoteMisconception } from "#server/grading/find-misconceptions";
import { requestGrade } from "#server/grades/request-grade";
import { getReview } from "#server/reviews/get-review";
import { recordSight } from "#server/reviews/record-sight";
import { getJudgeFinding } from "#server/settings/get-judge-finding";
import { listTopicLinks } from "#server/study/list-topic-links";
import { AidsUsed } from "~/components/report/aids-used";
import { Colophon } from "~/components/report/colophon";
import { EstimateWaysOut } from "~/components/report/estimate-ways-out";
import { GradedReport } from "~/components/report/graded-report";
import { GradingProgress } from "~/components/report/grading-progress";
import { JudgeFoundWanting } from "~/components/report/judge-found-wanting";
import { LateWork } from "~/components/report/late-work";
import { NeedsAttention } from "~/components/report/needs-attention";
import { Receipt } from "~/components/report/receipt";
import { ReportActions } from "~/components/report/report-actions";
import { ReportNotices } from "~/components/report/report-notices";
import { ReportHeader } from "~/components/report/report-header";
import "~/components/report/report.css";
import { defineAction } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { toReportPage } from "~/lib/report/report-page";
import { viewGrade, withoutMarks } from "~/lib/report/report-view";
import { summariseReview, withReview } from "~/lib/report/review-view";
import { requireViewer } from "~/lib/require-viewer";
import { maySeeSettings } from "~/lib/may-see-settings";
import { handle as answer } from "~/lib/respond";
import { toTopicTitle } from "~/lib/topic-title";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Report: ${data.report.problem.title}` : "Report"} · Scaleboard` },
];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const attemptId = params["attemptId"] ?? "";
  const who = { attemptId, viewer };
  // To a reviewer the report shows the judge's marks; who rates blindly chooses on the review's page.
  if (hasRole(viewer.role, "reviewer") && !(await answer(() => recordSight(context.db, who)))) {
    throw redirect(`/review/${attemptId}`);
  }
  const [report, review, late] = await answer(() =>
    Promise.all([
      getReport(context.db, who),
      getReview(context.db, who),
      getLateWork(context.db, who),
    ]),
  );
  const finding = report.grade && (await getJudgeFinding(context.db, report.grade));
  const isOwn = report.attempt.userId === viewer.id;
  const graded =
    report.grade &&
    viewGrade(
      report,
      report.grade,
      (topics) => listTopicLinks(context.study, topics, toTopicTitle),
      quoteMisconception,
    );
  return {
    report: toReportPage(report),
    graded:
      graded &&
      withReview(
        graded.grade.outcome.kind === "unreadable" ? withoutMarks(graded) : graded,
        review,
        {
          attemptId,
          isOwn,
        },
      ),
    /** Shown with the grade only. */
    work: graded && {
      scene: report.scene,
      leftOutCount: report.leftOutCount,
      aids: report.aids,
    },
    finding,
    review: summariseReview(review),
    late,
    isOwn,
    hasModel: context.settings.hasModel,
    mayConnect: maySeeSettings(viewer, context.settings.isDemo),
    mayReview: !isOwn && hasRole(viewer.role, "reviewer"),
  };
}

/** Asks again for a grade that could not be had. */
export const action = defineAction(
  forSignedIn({
    schema: z.object({}),
    run: async ({ viewer, params, context }) => {
      const attemptId = params["attemptId"] ?? "";
      await requestGrade(context.db, context.jobs, { attemptId, userId: viewer.id }, (error) =>
        context.log.warn({ err: error, attemptId }, "not enqueued; the sweep will"),
      );
      return redirect(`/attempts/${attemptId}/report`);
    },
  }),
);

export default function ReportPage() {
  const { report, graded, work, finding, review, late, isOwn, hasModel, mayConnect, mayReview } =
    useLoaderData<typeof loader>();
  const { attempt, problem, rubric, state } = report;
  if (graded === null || work === null) {
    return (
      <>
        <ReportHeader attempt={attempt} title={problem.title} />
        {state.status === "needs_attention" ? (
          <NeedsAttention state={state} isOwn={isOwn} hasModel={hasModel} />
        ) : (
          <GradingProgress report={report} />
        )}
        <LateWork attemptId={attempt.id} late={late} isOwn={isOwn} />
        <div className="border-line mt-12 max-w-2xl border-t pt-6">
          <Receipt attempt={attempt} />
        </div>
      </>
    );
  }
  const file = {
    ...graded,
    review,
    finding,
    aids: work.aids,
    slug: problem.slug,
    title: problem.title,
    submittedAt: attempt.submittedAt,
    contentHash: attempt.contentHash,
    rubric: { version: rubric.version, hash: rubric.hash },
  };
  return (
    <>
      <ReportHeader attempt={attempt} title={problem.title} />
      <div className="mb-8">
        <ReportActions attemptId={attempt.id} file={file} />
      </div>
      <ReportNotices
        newer={report.newer}
        leftOutCount={work.leftOutCount}
        reviewTo={mayReview ? `/review/${attempt.id}` : null}
      />
      <JudgeFoundWanting finding={finding} />
      <GradedReport
        graded={graded}
        review={review}
        scene={work.scene}
        waysOut={<EstimateWaysOut mayConnect={mayConnect} hasModel={hasModel} />}
      />
      <AidsUsed aids={work.aids} />
      <LateWork attemptId={attempt.id} late={late} isOwn={isOwn} />
      <Colophon
        attempt={attempt}
        problemVersion={problem.version}
        rubric={rubric}
        state={state}
        grade={graded.grade}
      />
    </>
  );
}

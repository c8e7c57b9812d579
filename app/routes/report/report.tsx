import type { MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { hasRole } from "#domain/accounts/roles";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import { getAskTime } from "#server/grades/get-ask-time";
import { getWorkers } from "#server/grades/get-workers";
import { getReport } from "#server/grades/get-report";
import { quoteMisconception } from "#server/grading/find-misconceptions";
import { goOnGrading } from "#server/grades/go-on-grading";
import { getLateDebrief } from "#server/grades/late-debrief/get-late-debrief";
import { requestLateDebrief } from "#server/grades/late-debrief/request-late-debrief";
import { requestGrade } from "#server/grades/request-grade";
import { stopGrading } from "#server/grades/stop-grading";
import { getOwnMarks } from "#server/reviews/get-own-marks";
import { requestModelGrade } from "#server/grades/request-model-grade";
import { getReview } from "#server/reviews/get-review";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { recordSight } from "#server/reviews/record-sight";
import { getJudgeFinding } from "#server/settings/get-judge-finding";
import { listProblems } from "#server/problems/list-problems";
import { listTopicLinks } from "#server/study/list-topic-links";
import { KeepLine } from "~/components/account/keep-line";
import { BriefGiven } from "~/components/report/brief-given";
import { Colophon } from "~/components/report/colophon";
import { EstimateWaysOut } from "~/components/report/estimate-ways-out";
import { GradedReport } from "~/components/report/graded-report";
import { GradingProgress } from "~/components/report/grading-progress";
import { HandedInWork } from "~/components/report/handed-in-work";
import { JudgeFoundWanting } from "~/components/report/judge-found-wanting";
import { LateWork } from "~/components/report/late-work";
import { MarkFirst } from "~/components/report/mark-first";
import { OwnTotal } from "~/components/report/own-total";
import { NeedsAttention } from "~/components/report/needs-attention";
import { PractiseFromProvider } from "~/components/report/practise-from";
import { Receipt } from "~/components/report/receipt";
import { ReportActions } from "~/components/report/report-actions";
import { ReportNotices } from "~/components/report/report-notices";
import { ReportHeader } from "~/components/report/report-header";
import { TextLink } from "~/components/ui/text-link";
import "~/components/report/report.css";
import { defineActions } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { inTurn } from "~/lib/in-turn";
import { viewAids } from "~/lib/report/aids-view";
import { drawBrief } from "~/lib/report/draw-brief";
import { estimateMinutes } from "~/lib/report/marking-minutes";
import { mayMark, summarizeOwnMarks, withOwnMarks } from "~/lib/report/own-marks-view";
import { chooseNextProblem } from "~/lib/report/next-problem";
import { viewNextSteps } from "~/lib/report/next-view";
import { toReportPage } from "~/lib/report/report-page";
import { viewGrade, withoutMarks } from "~/lib/report/report-view";
import { summarizeReview, withReview } from "~/lib/report/review-view";
import { withStanding } from "~/lib/report/standing-view";
import { viewTimes } from "~/lib/report/time-view";
import { requireViewer } from "~/lib/require-viewer";
import { maySeeSettings } from "~/lib/may-see-settings";
import { orThrowResponse } from "~/lib/respond";
import { toTopicTitle } from "~/lib/topic-title";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Report: ${data.report.problem.title}` : "Report"} · Scaleboard` },
];

export const loader = inTurn(async ({ context, params, request }) => {
  const viewer = requireViewer(context, request);
  const attemptId = params["attemptId"] ?? "";
  const who = { attemptId, viewer };
  // To a reviewer the report shows the judge's marks; a reviewer who rates blindly chooses on the review's page.
  if (
    hasRole(viewer.role, "reviewer") &&
    !(await orThrowResponse(() => recordSight(context.db, who)))
  ) {
    throw redirect(`/review/${attemptId}`);
  }
  const [report, review, late, own, { settings: judge }, workers] = await orThrowResponse(() =>
    Promise.all([
      getReport(context.db, who),
      getReview(context.db, who),
      context.work.lateWork(who, request.signal),
      getOwnMarks(context.db, who),
      context.getJudge(),
      getWorkers(context.db),
    ]),
  );
  if (report.attempt.kind === "drill") throw redirect(`/drills/${attemptId}/result`);
  const isOwn = report.attempt.userId === viewer.id;
  const isMarkable = isOwn && mayMark(own, report.grade);
  const marking = isMarkable
    ? { to: `/attempts/${attemptId}/mark`, hasBegun: own.state === "begun" }
    : null;
  const isLeftToAsk = report.state.errorKind === DAY_USED_UP;
  const page = {
    ask:
      isOwn && isLeftToAsk
        ? await getAskTime(context.db, viewer.id, context.settings.limits.gradings)
        : null,
    report: toReportPage(report),
    late,
    isOwn,
    judge: {
      model: judge.hasModel ? judge.model : null,
      mayConnect: maySeeSettings(viewer, context.settings.isDemo),
    },
    mayReview: !isOwn && hasRole(viewer.role, "reviewer"),
    marking,
    markingMinutes: estimateMinutes(report.rubric.criteria.length - own.marked),
    handedIn: null,
    hasWorker: workers.alive > 0,
    /** What the candidate's own marks come to, where nobody else's do. */
    ownTotal: report.grade === null ? (own.finished?.total ?? null) : null,
    markFirst: null,
  };
  const hidden = {
    graded: null,
    work: null,
    finding: null,
    review: null,
    challenges: null,
    ownMarks: null,
    next: null,
    practise: null,
    lateDebrief: null,
  };
  if (report.grade === null) {
    // While it is being graded the page is about that.
    if (report.state.status !== "needs_attention") return { ...page, ...hidden };
    const { isDrawn } = await orThrowResponse(() => context.work.drawing(who, request.signal));
    return { ...page, ...hidden, handedIn: { answers: report.answers, isDrawn } };
  }
  if (marking !== null && !own.hasSeen) {
    // Nothing of the grade leaves the server before they have chosen.
    const { isEstimate } = report.grade.judge;
    return { ...page, ...hidden, markFirst: { isEstimate, marked: own.marked } };
  }
  const drawing = await orThrowResponse(() => context.work.drawing(who, request.signal));
  if (isOwn && !own.hasSeen) {
    await orThrowResponse(() => recordOwnSight(context.db, { attemptId, userId: viewer.id }));
  }
  const viewed = viewGrade(
    { ...report, drawing: drawing.parts },
    report.grade,
    (topics) => listTopicLinks(context.study, topics, toTopicTitle),
    quoteMisconception,
    "decisive",
  );
  const shown = viewed.grade.outcome.kind === "unreadable" ? withoutMarks(viewed) : viewed;
  const reviewed = withStanding(withReview(shown, review, { attemptId, isOwn }), review);
  const graded = own.finished === null ? reviewed : withOwnMarks(reviewed, own.finished);
  return {
    ...page,
    graded,
    /** For the candidate alone: a reviewer has nothing to practise here. */
    next: isOwn
      ? await viewNextSteps(graded, async () =>
          chooseNextProblem(await listProblems(context.db, viewer.id), report.problem.slug),
        )
      : null,
    /** Shown with the grade only. */
    work: {
      isDrawn: drawing.isDrawn,
      leftOutCount: report.leftOutCount,
      aids: viewAids(report.aids, {
        startedAt: report.attempt.startedAt,
        answers: report.answers,
        curveballIds: report.rubric.criteria
          .filter(({ isCurveball }) => isCurveball)
          .map(({ id }) => id),
      }),
      time: viewTimes(report.time, report.problem.shares, report.attempt.minutes),
      given: drawBrief(report.given),
    },
    practise: isOwn
      ? {
          attemptId,
          slug: report.problem.slug,
          drillable: report.rubric.criteria.flatMap(({ id, isCurveball }) =>
            isCurveball ? [] : [id],
          ),
        }
      : null,
    /** Of a grade that was left without a debrief, where a model could write one now. */
    lateDebrief:
      isOwn && judge.hasModel && report.debrief !== null && "leftOut" in report.debrief
        ? await getLateDebrief(context.db, report.state.gradeId)
        : null,
    finding: await getJudgeFinding(context.db, report.grade),
    review: summarizeReview(review),
    challenges: isOwn ? { attemptId, made: review.pointChallenges } : null,
    ownMarks:
      own.finished &&
      summarizeOwnMarks(graded, own.finished, { isSigned: review.signed?.isCurrent === true }),
  };
});

export const action = defineActions({
  /** Asks again for a grade that could not be had. */
  "": forSignedIn({
    schema: z.object({}),
    run: async ({ viewer, params, context }) => {
      const attemptId = params["attemptId"] ?? "";
      const { gradings } = context.settings.limits;
      const who = { attemptId, userId: viewer.id, gradings };
      await requestGrade(context.db, context.jobs, who, (error) =>
        context.log.warn({ err: error, attemptId }, "not enqueued; the sweep will"),
      );
      return redirect(`/attempts/${attemptId}/report`);
    },
  }),
  /** Stops a grading by a model at home; what was answered is kept. */
  stop: forSignedIn({
    schema: z.object({}),
    run: async ({ viewer, params, context }) => {
      const attemptId = params["attemptId"] ?? "";
      await stopGrading(context.db, { attemptId, userId: viewer.id });
      return redirect(`/attempts/${attemptId}/report`);
    },
  }),
  /** Goes on with a grading that was stopped. */
  "go-on": forSignedIn({
    schema: z.object({}),
    run: async ({ viewer, params, context }) => {
      const attemptId = params["attemptId"] ?? "";
      const who = { attemptId, userId: viewer.id };
      await goOnGrading(context.db, context.jobs, who, (error) =>
        context.log.warn({ err: error, attemptId }, "not enqueued; the sweep will"),
      );
      return redirect(`/attempts/${attemptId}/report`);
    },
  }),
  /** Asks for the debrief that a grade was left without; it changes nothing of the grade. */
  debrief: forSignedIn({
    schema: z.object({}),
    run: async ({ viewer, params, context }) => {
      const attemptId = params["attemptId"] ?? "";
      const { hasModel } = await context.getJudge();
      const who = { attemptId, userId: viewer.id, hasModel };
      await requestLateDebrief(context.db, context.jobs, who, (error) =>
        context.log.warn({ err: error, attemptId }, "not enqueued; the sweep will"),
      );
      return redirect(`/attempts/${attemptId}/report`);
    },
  }),
  /** Has the grade shown to the candidate, who may have marked themselves first. */
  show: forSignedIn({
    schema: z.object({}),
    run: async ({ viewer, params, context }) => {
      const attemptId = params["attemptId"] ?? "";
      await recordOwnSight(context.db, { attemptId, userId: viewer.id });
      return redirect(`/attempts/${attemptId}/report`);
    },
  }),
  /** Asks for a grade where there is an estimate, by the model that has been connected since. */
  "with-model": forSignedIn({
    schema: z.object({}),
    run: async ({ viewer, params, context }) => {
      const attemptId = params["attemptId"] ?? "";
      const { hasModel } = await context.getJudge();
      const { gradings } = context.settings.limits;
      const who = { attemptId, viewer, hasModel, gradings };
      await requestModelGrade(context.db, context.jobs, who, (error) =>
        context.log.warn({ err: error, attemptId }, "not enqueued; the sweep will"),
      );
      return redirect(`/attempts/${attemptId}/report`);
    },
  }),
});

export default function ReportPage() {
  const page = useLoaderData<typeof loader>();
  const { report, graded, work, finding, review, late, isOwn, judge, mayReview } = page;
  const { ask, marking, markFirst, ownMarks, ownTotal, next, hasWorker } = page;
  const { attempt, problem, rubric, state } = report;
  if (graded === null || work === null) {
    return (
      <>
        <ReportHeader report={report} />
        {isOwn && <KeepLine className="-mt-4 mb-6" />}
        <LateWork attemptId={attempt.id} late={late} isOwn={isOwn} />
        {ownTotal !== null && <OwnTotal total={ownTotal} attemptId={attempt.id} isOwn={isOwn} />}
        {markFirst !== null && marking !== null ? (
          <MarkFirst
            {...markFirst}
            marking={marking}
            of={Object.values(report.counts).reduce((sum, count) => sum + count, 0)}
          />
        ) : state.status === "needs_attention" ? (
          <NeedsAttention
            state={state}
            isOwn={isOwn}
            hasModel={judge.model !== null}
            connectTo={judge.mayConnect ? `/settings/connect?from=${attempt.id}` : null}
            marking={marking}
            markingMinutes={page.markingMinutes}
            ask={ask}
          />
        ) : (
          <GradingProgress report={report} marking={marking} hasWorker={hasWorker} isOwn={isOwn} />
        )}
        {isOwn && markFirst === null && (
          <p className="text-ink-soft mt-8 print:hidden">
            Meanwhile: read the{" "}
            <TextLink to={`/attempts/${attempt.id}/solution`}>worked solution</TextLink>, or{" "}
            <TextLink to="/problems">choose your next problem</TextLink>.
          </p>
        )}
        {page.handedIn !== null && (
          <HandedInWork
            answers={page.handedIn.answers}
            drawing={page.handedIn.isDrawn ? { from: `/attempts/${attempt.id}/drawing` } : null}
          />
        )}
        <div className="border-line mt-8 max-w-2xl border-t pt-6 sm:mt-12">
          <Receipt attempt={attempt} />
        </div>
      </>
    );
  }
  const file = {
    ...graded,
    next,
    review,
    ownMarks,
    finding,
    aids: work.aids,
    slug: problem.slug,
    title: problem.title,
    brief: report.brief,
    submittedAt: attempt.submittedAt,
    contentHash: attempt.contentHash,
    rubric: { version: rubric.version, hash: rubric.hash },
  };
  return (
    <>
      <ReportHeader report={report} />
      {isOwn && <KeepLine className="-mt-4 mb-6" />}
      <ReportNotices
        newer={report.newer}
        isOwn={isOwn}
        leftOutCount={work.leftOutCount}
        reviewTo={mayReview ? `/review/${attempt.id}` : null}
      />
      <JudgeFoundWanting finding={finding} />
      <LateWork attemptId={attempt.id} late={late} isOwn={isOwn} />
      <PractiseFromProvider from={page.practise}>
        <GradedReport
          attemptId={attempt.id}
          graded={graded}
          review={review}
          drawing={work.isDrawn ? { from: `/attempts/${attempt.id}/drawing` } : null}
          ownMarks={ownMarks}
          isOwn={isOwn}
          aids={work.aids}
          time={work.time}
          challenges={page.challenges}
          next={next}
          lateDebrief={page.lateDebrief}
          actions={
            <ReportActions attemptId={attempt.id} isOwn={isOwn} file={file} marking={marking} />
          }
          waysOut={
            <EstimateWaysOut
              attemptId={attempt.id}
              judge={judge}
              marking={marking}
              isUnderWay={report.newer !== null && report.newer.status !== "needs_attention"}
            />
          }
        />
      </PractiseFromProvider>
      <BriefGiven given={work.given} />
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

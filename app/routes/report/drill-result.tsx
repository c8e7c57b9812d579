import { redirect } from "@remix-run/node";
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getAskTime } from "#server/grades/get-ask-time";
import { getDrillResult } from "#server/grades/get-drill-result";
import { getWorkers } from "#server/grades/get-workers";
import { goOnGrading } from "#server/grades/go-on-grading";
import { requestGrade } from "#server/grades/request-grade";
import { stopGrading } from "#server/grades/stop-grading";
import { quoteMisconception } from "#server/grading/find-misconceptions";
import { getOwnMarks } from "#server/reviews/get-own-marks";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { listTopicLinks } from "#server/study/list-topic-links";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import { KeepLine } from "~/components/account/keep-line";
import { DrillCriteria, SelfMarkedCriteria } from "~/components/drill/drill-criteria";
import { DrillHead } from "~/components/drill/drill-head";
import { DrillWaits } from "~/components/drill/drill-waits";
import { DrillWaysOn, TasterWaysOn } from "~/components/drill/drill-ways-on";
import { WordsBeside } from "~/components/drill/words-beside";
import { LateWork } from "~/components/report/late-work";
import "~/components/report/report.css";
import { defineActions } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { inTurn } from "~/lib/in-turn";
import { nameDrill } from "~/lib/name-drill";
import { listMarks, viewDrilled, viewSelfMarked } from "~/lib/report/drill-result-view";
import { mayMark } from "~/lib/report/own-marks-view";
import { toReportPage } from "~/lib/report/report-page";
import { viewGrade } from "~/lib/report/report-view";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";
import { toTopicTitle } from "~/lib/topic-title";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? nameDrill({ ...data.words, ...data }) : "Drill"} · Scaleboard` },
];

export const loader = inTurn(async ({ context, params, request }) => {
  const viewer = requireViewer(context, request);
  const attemptId = params["attemptId"] ?? "";
  const who = { attemptId, viewer };
  const [result, own, late, judge, workers] = await orThrowResponse(() =>
    Promise.all([
      getDrillResult(context.db, who),
      getOwnMarks(context.db, who),
      context.work.lateWork(who, request.signal),
      context.getJudge(),
      getWorkers(context.db),
    ]),
  );
  const { report, section, isTaster, earlier } = result;
  const { parts } = await orThrowResponse(() => context.work.drawing(who, request.signal));
  if (report.grade !== null) {
    await recordOwnSight(context.db, { attemptId, userId: viewer.id });
  }
  const toLinks = (topics: readonly string[]) =>
    listTopicLinks(context.study, topics, toTopicTitle);
  const isLeftToAsk = report.state.errorKind === DAY_USED_UP;
  return {
    ask: isLeftToAsk
      ? await getAskTime(context.db, viewer.id, context.settings.limits.gradings)
      : null,
    page: toReportPage(report),
    words: { section, now: report.answers[section], earlier: earlier?.text ?? null },
    isTaster,
    // None is asked about a taster.
    hasModel: judge.hasModel && !isTaster,
    hasWorker: workers.alive > 0,
    outcome:
      report.grade === null
        ? viewSelfMarked(result, own)
        : viewDrilled(
            viewGrade({ ...report, drawing: parts }, report.grade, toLinks, quoteMisconception),
            result,
          ),
    marking:
      report.grade === null && mayMark(own, null)
        ? { to: `/attempts/${attemptId}/mark`, hasBegun: own.state === "begun" }
        : null,
    late,
    again: {
      slug: report.problem.slug,
      criteria: report.rubric.criteria.map(({ id }) => id),
      from: attemptId,
    },
    reportTo: earlier && `/attempts/${earlier.attemptId}/report`,
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
      return redirect(`/drills/${attemptId}/result`);
    },
  }),
  /** Stops a grading by a model at home; what was answered is kept. */
  stop: forSignedIn({
    schema: z.object({}),
    run: async ({ viewer, params, context }) => {
      const attemptId = params["attemptId"] ?? "";
      await stopGrading(context.db, { attemptId, userId: viewer.id });
      return redirect(`/drills/${attemptId}/result`);
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
      return redirect(`/drills/${attemptId}/result`);
    },
  }),
});

export default function DrillResultPage() {
  const {
    ask,
    page,
    words,
    outcome,
    marking,
    hasModel,
    hasWorker,
    late,
    again,
    reportTo,
    isTaster,
  } = useLoaderData<typeof loader>();
  const { attempt, problem } = page;
  return (
    <>
      <DrillHead
        section={words.section}
        isTaster={isTaster}
        title={problem.title}
        submittedAt={attempt.submittedAt}
        reportTo={reportTo}
      />
      <KeepLine className="mb-6" />
      {outcome.kind === "judged" && <DrillCriteria outcome={outcome} />}
      {outcome.kind === "self" && <SelfMarkedCriteria criteria={outcome.criteria} />}
      {outcome.kind === "none" && (
        <DrillWaits
          page={page}
          hasModel={hasModel}
          hasWorker={hasWorker}
          marking={marking}
          ask={ask}
        />
      )}
      {isTaster ? (
        <TasterWaysOn slug={problem.slug} />
      ) : (
        <DrillWaysOn again={again} reportTo={reportTo} />
      )}
      <WordsBeside words={words} marks={listMarks(outcome, words.section)} />
      <LateWork attemptId={attempt.id} late={late} isOwn />
    </>
  );
}

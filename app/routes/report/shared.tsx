import type { HeadersFunction, MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { hasRole } from "#domain/accounts/roles";
import { getSharedReport } from "#server/grades/get-shared-report";
import { quoteMisconception } from "#server/grading/find-misconceptions";
import { recordSight } from "#server/reviews/record-sight";
import { listTopicLinks } from "#server/study/list-topic-links";
import { GradedReport } from "~/components/report/graded-report";
import { ReportHeader } from "~/components/report/report-header";
import "~/components/report/report.css";
import { LocalTime } from "~/components/ui/local-time";
import { previewPage } from "~/lib/describe-page";
import { inTurn } from "~/lib/in-turn";
import { viewShared } from "~/lib/report/shared-view";
import { notFound, orThrowResponse } from "~/lib/respond";
import { toTopicTitle } from "~/lib/topic-title";

export const meta: MetaFunction<typeof loader> = ({ data, ...place }) => [
  ...(data
    ? previewPage(place, {
        title: `Shared report: ${data.header.problem.title}`,
        description: `${data.score === null ? "" : `${data.score}. `}The answer, what it shows for each criterion, and the sentences and boxes that decide it.`,
        preview: "report",
      })
    : [{ title: "Shared report · Scaleboard" }]),
  { name: "robots", content: "noindex" },
  { name: "referrer", content: "no-referrer" },
];

/** Out of indexes; out of caches and other sites' logs every page with such an address is kept. */
export const headers: HeadersFunction = () => ({ "X-Robots-Tag": "noindex" });

export const loader = inTurn(async ({ params, context, request }) => {
  const { db, viewer } = context;
  const token = params["token"] ?? "";
  await orThrowResponse(() => context.takeSharedLook(context.clientAddress, token));
  const shared = await getSharedReport(db, token);
  if (shared === null) {
    throw notFound("This link doesn’t work. It may have expired or been revoked.");
  }
  const { attemptId, report } = shared;
  // It shows the judge's marks: a reviewer who rates blindly chooses on the review's page.
  if (
    viewer !== null &&
    viewer.id !== shared.owner.id &&
    hasRole(viewer.role, "reviewer") &&
    !(await orThrowResponse(() => recordSight(db, { attemptId, viewer })))
  ) {
    throw redirect(`/review/${attemptId}`);
  }
  const look = { attemptId, viewer: shared.owner };
  const drawing = await orThrowResponse(() => context.work.drawing(look, request.signal));
  const { level, lens, minutes, submittedAt } = report.attempt;
  return {
    name: shared.name,
    expiresAt: shared.expiresAt,
    header: {
      attempt: { level, lens, minutes, submittedAt },
      problem: { title: report.problem.title },
      brief: report.given.brief,
    },
    drawing: drawing.isDrawn ? { from: `/shared/${token}/drawing` } : null,
    ...viewShared(
      shared,
      drawing.parts,
      (topics) => listTopicLinks(context.study, topics, toTopicTitle),
      quoteMisconception,
    ),
  };
});

export default function SharedPage() {
  const { name, expiresAt, header, drawing, graded, review } = useLoaderData<typeof loader>();
  return (
    <>
      <ReportHeader report={header} />
      <p className="text-ink-soft -mt-4 mb-8">
        {name === null ? "A shared report" : `Shared by ${name}`}, available until{" "}
        <LocalTime iso={expiresAt} detail="date" />. “You” is the candidate.
      </p>
      <GradedReport
        attemptId={null}
        graded={graded}
        review={review}
        drawing={drawing}
        ownMarks={null}
        isOwn={false}
        aids={null}
        time={null}
        challenges={null}
        next={null}
        actions={null}
        waysOut={null}
      />
    </>
  );
}

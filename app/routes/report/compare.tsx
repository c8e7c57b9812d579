import { redirect } from "@remix-run/node";
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { hasRole } from "#domain/accounts/roles";
import { getComparison } from "#server/grades/get-comparison";
import { listDebriefStates } from "#server/grades/list-debrief-states";
import { getPair } from "#server/grades/get-pair";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { recordSight } from "#server/reviews/record-sight";
import { ComparedCriteria } from "~/components/compare/compared-criteria";
import { ComparedDrawings } from "~/components/compare/compared-drawings";
import { ComparedFollowUps } from "~/components/compare/compared-follow-ups";
import { ComparedScores } from "~/components/compare/compared-scores";
import { ComparedTexts } from "~/components/compare/compared-texts";
import { OtherAttempts } from "~/components/compare/other-attempts";
import { MixedDebriefs } from "~/components/report/mixed-debriefs";
import "~/components/report/report.css";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { isFirstLook, viewComparison } from "~/lib/compare/comparison-view";
import { inTurn } from "~/lib/in-turn";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.view ? `Compare: ${data.view.title}` : "Compare attempts"} · Scaleboard` },
];

export const loader = inTurn(async ({ context, params, request }) => {
  const viewer = requireViewer(context, request);
  const attemptId = params["attemptId"] ?? "";
  const otherId = new URL(request.url).searchParams.get("with");
  const { ids, others } = await orThrowResponse(() =>
    getPair(context.db, { attemptId, otherId, viewer }),
  );
  if (ids === null) return { attemptId, others, view: null, debriefs: [], isOwn: true };
  const both = [ids.before, ids.after];
  if (hasRole(viewer.role, "reviewer")) {
    // The judge's marks are shown: a reviewer who rates one blindly chooses on the review's page.
    for (const id of both) {
      const who = { attemptId: id, viewer };
      if (!(await orThrowResponse(() => recordSight(context.db, who)))) {
        throw redirect(`/review/${id}`);
      }
    }
  }
  const comparison = await orThrowResponse(() => getComparison(context.db, { ids, viewer }));
  const work = await orThrowResponse(() =>
    context.work.comparison({ before: ids.before, after: ids.after, viewer }, request.signal),
  );
  const { before, after } = comparison;
  const isOwn = after.report.attempt.userId === viewer.id;
  for (const side of isOwn ? [before, after].filter(isFirstLook) : []) {
    const who = { attemptId: side.report.attempt.id, userId: viewer.id };
    await orThrowResponse(() => recordOwnSight(context.db, who));
  }
  const view = viewComparison(comparison, work, { isOwn });
  const debriefs = await listDebriefStates(context.db, [view.before, view.after]);
  return { attemptId, others, view, debriefs, isOwn };
});

export default function ComparePage() {
  const { attemptId, others, view, debriefs, isOwn } = useLoaderData<typeof loader>();
  if (view === null) return <NothingToCompare attemptId={attemptId} />;
  const otherId = view.before.id === attemptId ? view.after.id : view.before.id;
  const isSame =
    view.drawing.changes.length === 0 &&
    view.followUps.length === 0 &&
    view.texts.every(({ diff }) => diff.kind === "same");
  return (
    <>
      <PageHeader
        above={<TextLink to={`/attempts/${attemptId}/report`}>Back to the report</TextLink>}
        title={`Compare: ${view.title}`}
      />
      <OtherAttempts attemptId={attemptId} otherId={otherId} others={others} />
      <ComparedScores view={view} isOwn={isOwn} />
      <MixedDebriefs states={debriefs} className="text-ink-soft text-small -mt-8 mb-12" />
      <ComparedCriteria view={view} />
      {isSame ? (
        <p className="border-line border-t pt-8 text-lg">
          Nothing changed: the texts are the same, and so are the drawings as read.
        </p>
      ) : (
        <>
          <ComparedTexts texts={view.texts} />
          <ComparedFollowUps followUps={view.followUps} />
          <ComparedDrawings
            drawing={view.drawing}
            from={{
              before: `/attempts/${view.before.id}/drawing`,
              after: `/attempts/${view.after.id}/drawing`,
            }}
          />
        </>
      )}
    </>
  );
}

function NothingToCompare({ attemptId }: { attemptId: string }) {
  return (
    <>
      <PageHeader
        above={<TextLink to={`/attempts/${attemptId}/report`}>Back to the report</TextLink>}
        title="Compare attempts"
      />
      <EmptyState
        title="There is nothing to compare yet"
        action={<TextLink to={`/attempts/${attemptId}/report`}>Open the report</TextLink>}
      >
        This is your only attempt at this problem. Retry a section from its report, or take the
        interview again, and both will appear here side by side.
      </EmptyState>
    </>
  );
}

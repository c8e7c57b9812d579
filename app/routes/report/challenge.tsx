import { data, redirect } from "@remix-run/node";
import type { AppLoadContext, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { challengePointSchema } from "#domain/reviews/point-edit.schema";
import { hasReviewer } from "#server/accounts/has-reviewer";
import type { Viewer } from "#server/accounts/sessions";
import { getReport } from "#server/grades/get-report";
import { challengePoint } from "#server/reviews/challenge-point";
import { hasSeenGrade } from "#server/reviews/get-own-marks";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { Callout } from "~/components/ui/callout";
import { Field } from "~/components/ui/field";
import { PageHeader } from "~/components/ui/page-header";
import { Textarea } from "~/components/ui/textarea";
import { TextLink } from "~/components/ui/text-link";
import { defineAction } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { sayRefusal } from "~/lib/actions/refusal";
import { inTurn } from "~/lib/in-turn";
import { sayWhoReplies } from "~/lib/report/say-who-replies";
import { requireViewer } from "~/lib/require-viewer";
import { notFound, orThrowResponse, refuse } from "~/lib/respond";

export const meta: MetaFunction = () => [{ title: "Challenge this point · Scaleboard" }];

/** The candidate's own opened report and the point of its debrief that the address names. */
async function findPoint(
  { db }: AppLoadContext,
  viewer: Viewer,
  asked: { attemptId?: string; pointId: string | null },
) {
  const report = await getReport(db, { attemptId: asked.attemptId ?? "", viewer });
  const who = { attemptId: report.attempt.id, userId: viewer.id };
  if (report.attempt.userId !== viewer.id) throw refuse("Only the candidate can challenge it.");
  // Who hasn't looked at the grade may still mark themselves first; the report asks them.
  if (report.grade !== null && !(await hasSeenGrade(db, who))) {
    throw redirect(`/attempts/${who.attemptId}/report`);
  }
  const { debrief } = report;
  const points = debrief === null || "leftOut" in debrief ? [] : debrief.points;
  const point = points.find(({ id }) => id === asked.pointId);
  if (!point) throw notFound("The report has no such point.");
  return { report, point };
}

export const loader = inTurn(async ({ context, params, request }: LoaderFunctionArgs) => {
  const viewer = requireViewer(context, request);
  const pointId = new URL(request.url).searchParams.get("point");
  const { report, point } = await orThrowResponse(() =>
    findPoint(context, viewer, { ...params, pointId }),
  );
  return {
    attemptId: report.attempt.id,
    hasReviewer: await hasReviewer(context.db, report.attempt.userId),
    title: report.problem.title,
    gradeId: report.state.gradeId,
    point: { id: point.id, headline: point.headline, consequence: point.consequence },
  };
});

export const action = defineAction(
  forSignedIn({
    schema: challengePointSchema,
    refuse: (refusal) => data({ error: sayRefusal(refusal) }, { status: refusal.status }),
    run: async ({ fields, viewer, params, context }) => {
      const asked = { ...params, pointId: fields.pointId };
      const { report } = await findPoint(context, viewer, asked);
      const attemptId = report.attempt.id;
      await challengePoint(context.db, { attemptId, userId: viewer.id }, fields);
      return redirect(`/attempts/${attemptId}/report`);
    },
  }),
);

export default function ChallengePage() {
  const page = useLoaderData<typeof loader>();
  const { attemptId, title, gradeId, point } = page;
  const result = useActionData<typeof action>();
  const isPending = useNavigation().formMethod === "POST";
  const backTo = `/attempts/${attemptId}/report`;
  return (
    <>
      <PageHeader
        above={
          <TextLink to={backTo} look="back">
            Report: {title}
          </TextLink>
        }
        title="Challenge this point"
        lead={`It holds your level. If it isn’t so, say why. ${sayWhoReplies(page.hasReviewer)}`}
      />
      <div className="border-mark mb-8 max-w-3xl border-l-2 pl-4">
        <p className="text-lg font-semibold">{point.headline}</p>
        <p className="mt-1">{point.consequence}</p>
      </div>
      <Form method="post" className="flex max-w-3xl flex-col gap-6">
        <input type="hidden" name="gradeId" value={gradeId} />
        <input type="hidden" name="pointId" value={point.id} />
        {result?.error && <Callout tone="danger" role="alert" title={result.error} />}
        <Field label="Why it isn’t so" hint="Name the sentence or the part of your drawing.">
          <Textarea name="note" rows={4} maxLength={2000} required />
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" isPending={isPending}>
            Ask a reviewer
          </Button>
          <ButtonLink to={backTo}>Back to the report</ButtonLink>
        </div>
      </Form>
    </>
  );
}

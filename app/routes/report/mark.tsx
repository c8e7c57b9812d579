import { data, redirect } from "@remix-run/node";
import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { Params } from "@remix-run/react";
import { lazy, Suspense } from "react";
import { z } from "zod";
import type { Viewer } from "#server/accounts/sessions";
import { ratingMarkSchema } from "#domain/reviews/rating.schema";
import { getSelfRating } from "#server/reviews/get-self-rating";
import { saveSelfMark } from "#server/reviews/save-self-mark";
import { startSelfRating } from "#server/reviews/start-self-rating";
import { submitSelfRating } from "#server/reviews/submit-self-rating";
import { BeginMarking, RefusedMarking } from "~/components/marks/begin-marking";
import { MarkingDesk } from "~/components/marks/marking-desk";
import type { MarkReply } from "~/components/marks/mark-reply";
import { Callout } from "~/components/ui/callout";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { defineActions } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { sayRefusal } from "~/lib/actions/refusal";
import type { FormRefusal } from "~/lib/actions/refusal";
import { inTurn } from "~/lib/in-turn";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

/** Whoever marks doesn't load what they came to. */
const FinishedMarks = lazy(() => import("~/components/marks/finished-marks"));

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? `Mark yourself: ${page.problem.title}` : "Mark yourself"} · Scaleboard` },
];

/** Sent by the loader: the page's code is the same for both briefs. */
const INTERVIEW_NOTE =
  "You had the interview brief. Where a criterion needs a figure from the case, a plausible one you stated as an assumption counts.";

/** Which criterion is asked for, from 1; what can't be read is the next one. */
const numberSchema = z.coerce.number().int().min(1).max(100).nullable().catch(null);

export const loader = inTurn(async ({ context, params, request }) => {
  const viewer = requireViewer(context, request);
  const number = numberSchema.parse(new URL(request.url).searchParams.get("n"));
  const page = await orThrowResponse(() =>
    getSelfRating(context.db, whoOf(params, viewer), number),
  );
  const { stage } = page;
  // A mark reads the page anew: without a number it would then be at the next criterion already.
  if (stage.kind === "marking" && stage.number !== number) {
    throw redirect(`/attempts/${page.attemptId}/mark?n=${stage.number}`);
  }
  const { brief, ...rest } = page;
  // By the names of its parts: enough to say whether it is there.
  const look = { attemptId: page.attemptId, viewer };
  const drawn =
    stage.kind === "marking" && stage.canBeDrawn
      ? await orThrowResponse(() => context.work.drawing(look, request.signal))
      : null;
  return {
    ...rest,
    note: brief === "interview" ? INTERVIEW_NOTE : null,
    stage: stage.kind === "marking" ? { ...stage, drawn: drawn && drawn.parts } : stage,
  };
});

const replied = (refusal: FormRefusal) => {
  const criterionId = refusal.typed["criterionId"] ?? "";
  return data<MarkReply>({ criterionId, error: sayRefusal(refusal) }, { status: refusal.status });
};

export const action = defineActions({
  start: forSignedIn({
    schema: z.object({}),
    refuse: replied,
    run: async ({ viewer, params, context }) => {
      await startSelfRating(context.db, context.gateAnswer, whoOf(params, viewer));
      return redirect(`/attempts/${params["attemptId"]}/mark`);
    },
  }),
  mark: forSignedIn({
    schema: ratingMarkSchema,
    unread: "Choose one of the marks.",
    refuse: replied,
    run: async ({ fields, viewer, params, context }) => {
      await saveSelfMark(context.db, whoOf(params, viewer), fields);
      return data<MarkReply>({ criterionId: fields.criterionId, error: null });
    },
  }),
  finish: forSignedIn({
    schema: z.object({}),
    refuse: replied,
    run: async ({ viewer, params, context }) => {
      await submitSelfRating(context.db, whoOf(params, viewer));
      return redirect(`/attempts/${params["attemptId"]}/mark`);
    },
  }),
});

function whoOf(params: Params, viewer: Viewer) {
  return { attemptId: params["attemptId"] ?? "", userId: viewer.id };
}

export default function MarkPage() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const reportTo = `/attempts/${page.attemptId}/report`;
  return (
    <>
      <PageHeader
        above={
          <TextLink to={reportTo} look="back">
            Report: {page.problem.title}
          </TextLink>
        }
        title="Mark yourself"
      />
      {reply?.error && (
        <Callout tone="danger" role="alert" title="That didn’t work" className="mb-6">
          {reply.error}
        </Callout>
      )}
      <Stage page={page} reportTo={reportTo} />
    </>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

function Stage({ page, reportTo }: { page: Page; reportTo: string }) {
  const { stage, of, hasSeen } = page;
  switch (stage.kind) {
    case "intro":
      return <BeginMarking of={of} note={page.note} hasSeen={hasSeen} />;
    case "refused":
      return <RefusedMarking reason={stage.reason} reportTo={reportTo} />;
    case "marking":
      return <MarkingDesk open={stage} of={of} hasSeen={hasSeen} />;
    case "finished":
      return (
        <Suspense>
          <FinishedMarks finished={stage} reportTo={reportTo} />
        </Suspense>
      );
  }
}

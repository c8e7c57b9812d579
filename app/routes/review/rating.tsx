import { data, redirect } from "@remix-run/node";
import type { MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import type { Params } from "@remix-run/react";
import type { ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import type { Viewer } from "#server/accounts/sessions";
import { LENS_TITLES, LEVEL_TITLES } from "#domain/problems/scale";
import { ratingMarkSchema } from "#domain/reviews/rating.schema";
import { getRating } from "#server/reviews/get-rating";
import { saveRatingMark } from "#server/reviews/save-rating-mark";
import { startRating } from "#server/reviews/start-rating";
import { submitRating } from "#server/reviews/submit-rating";
import { RatingAnswer } from "~/components/agreement/rating-answer";
import { RatingBeside } from "~/components/agreement/rating-beside";
import type { MarkReply } from "~/components/agreement/rating-criterion";
import { RatingPanel } from "~/components/agreement/rating-panel";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { Callout } from "~/components/ui/callout";
import { LocalTime } from "~/components/ui/local-time";
import { PageHeader } from "~/components/ui/page-header";
import { defineActions } from "~/lib/actions/define-actions";
import { forReviewers } from "~/lib/actions/form-action";
import { sayRefusal } from "~/lib/actions/refusal";
import type { FormRefusal } from "~/lib/actions/refusal";
import { BRIEF_WORDS } from "~/lib/problem-words";
import { inTurn } from "~/lib/in-turn";
import { drawBrief } from "~/lib/report/draw-brief";
import { requireRole } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? `Rating: ${page.rating.problem.title}` : "Rating"} · Scaleboard` },
];

export const loader = inTurn(async ({ context, params, request }) => {
  const viewer = requireRole(context, request, "reviewer");
  const attemptId = params["attemptId"] ?? "";
  const rating = await orThrowResponse(() => getRating(context.db, { attemptId, viewer }));
  const drawing = await orThrowResponse(() =>
    context.work.drawing({ attemptId, viewer }, request.signal),
  );
  const { given, ...rest } = rating;
  return { rating: rest, brief: given.brief, given: drawBrief(given), drawing };
});

const markAnswered = (refusal: FormRefusal) => {
  const criterionId = refusal.typed["criterionId"] ?? "";
  return data<MarkReply>({ criterionId, error: sayRefusal(refusal) }, { status: refusal.status });
};

export const action = defineActions({
  start: forReviewers({
    schema: z.object({}),
    run: async ({ viewer, params, context }) => {
      await startRating(context.db, whoOf(params, viewer));
      return redirect(`/review/ratings/${params["attemptId"]}`);
    },
  }),
  mark: forReviewers({
    schema: ratingMarkSchema,
    unread: "Choose one of the marks.",
    refuse: markAnswered,
    run: async ({ fields, viewer, params, context }) => {
      await saveRatingMark(context.db, whoOf(params, viewer), fields);
      return data<MarkReply>({ criterionId: fields.criterionId, error: null });
    },
  }),
  finish: forReviewers({
    schema: z.object({}),
    refuse: markAnswered,
    run: async ({ viewer, params, context }) => {
      await submitRating(context.db, whoOf(params, viewer));
      return redirect(`/review/ratings/${params["attemptId"]}`);
    },
  }),
});

function whoOf(params: Params, reviewer: Viewer) {
  return { attemptId: params["attemptId"] ?? "", reviewer };
}

/** A mark changes nothing else on the page, and the drawing is too heavy to be sent at each. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  formData?.get("intent") !== "mark" && defaultShouldRevalidate;

export default function RatingPage() {
  const { rating, brief, given, drawing } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { attempt } = rating;
  return (
    <>
      <PageHeader
        above={
          <>
            {LEVEL_TITLES[attempt.level]} level · {LENS_TITLES[attempt.lens]} lens ·{" "}
            {brief === "interview" && `${BRIEF_WORDS.interview} · `}
            <LocalTime iso={attempt.submittedAt} detail="date" /> · rubric version{" "}
            {rating.rubricVersion}
          </>
        }
        title={rating.problem.title}
        lead={rating.judge === null ? "Blind rating: the judge’s marks are hidden." : undefined}
        actions={<ButtonLink to="/review/ratings">All ratings</ButtonLink>}
      />
      {reply?.error && (
        <Callout tone="danger" role="alert" title="That didn’t work" className="mb-6">
          {reply.error}
        </Callout>
      )}
      {rating.startedAt === null ? (
        <BeginRating />
      ) : (
        <RatingWork key={attempt.id} rating={rating} given={given} drawing={drawing} />
      )}
    </>
  );
}

function BeginRating() {
  return (
    <div className="max-w-prose space-y-4">
      <p>
        Read the answer and the drawing and mark every criterion. Each mark is saved as you make it,
        so you can stop and continue later. When you finish, your marks become final and you see
        what the judge said.
      </p>
      <p>
        Don’t open this attempt’s report or review before that: once you have seen the judge’s
        marks, your rating no longer counts.
      </p>
      <Form method="post">
        <input type="hidden" name="intent" value="start" />
        <Button type="submit" variant="primary">
          Start rating
        </Button>
      </Form>
    </div>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

function RatingWork({ rating, given, drawing }: Omit<Page, "brief">) {
  const { attempt, criteria, marks, judge } = rating;
  const work = (
    <RatingAnswer
      answers={rating.answers}
      attemptId={attempt.id}
      drawing={drawing}
      aids={rating.aids}
      given={given}
    />
  );
  if (judge !== null) {
    return (
      <>
        <RatingBeside attemptId={attempt.id} criteria={criteria} marks={marks} judge={judge} />
        <div className="mt-14">{work}</div>
      </>
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_25rem]">
      <div>{work}</div>
      <div className="lg:sticky lg:top-4 lg:-mr-3 lg:max-h-[calc(100dvh-2rem)] lg:self-start lg:overflow-y-auto lg:pr-3">
        <RatingPanel criteria={criteria} marks={marks} />
      </div>
    </div>
  );
}

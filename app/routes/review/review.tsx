import { data } from "@remix-run/node";
import type { AppLoadContext, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ShouldRevalidateFunction } from "@remix-run/react";
import clsx from "clsx";
import { z } from "zod";
import { repliesOf } from "#domain/attempts/turn.schema";
import { withReplies } from "#domain/attempts/with-replies";
import { LENS_TITLES, LEVEL_TITLES } from "#domain/problems/scale";
import { quoteMisconception } from "#server/grading/find-misconceptions";
import { assignReview } from "#server/reviews/assign-review";
import { createComment } from "#server/reviews/create-comment";
import { deleteComment } from "#server/reviews/delete-comment";
import { deleteRating } from "#server/reviews/delete-rating";
import { getReviewPage } from "#server/reviews/get-review-page";
import { requestRegrade } from "#server/reviews/request-regrade";
import {
  assignSchema,
  commentSchema,
  deleteCommentSchema,
  overrideSchema,
  settleFormSchema,
  settleSchema,
  signSchema,
  toSeen,
  withdrawSchema,
} from "#domain/reviews/review.schema";
import {
  correctPointSchema,
  keepPointSchema,
  strikePointSchema,
  undoPointEditSchema,
} from "#domain/reviews/point-edit.schema";
import { correctPoint } from "#server/reviews/correct-point";
import { keepPoint } from "#server/reviews/keep-point";
import { strikePoint } from "#server/reviews/strike-point";
import { undoPointEdit } from "#server/reviews/undo-point-edit";
import type { ReviewerAt } from "#server/reviews/reviewable-attempt";
import { setOverride } from "#server/reviews/set-override";
import { settleAppeal } from "#server/reviews/settle-appeal";
import type { Rate } from "#domain/accounts/person-limits";
import { getJudgeFinding } from "#server/settings/get-judge-finding";
import { signReview } from "#server/reviews/sign-review";
import { unsignReview } from "#server/reviews/unsign-review";
import { withdrawOverride } from "#server/reviews/withdraw-override";
import { AidsUsed } from "~/components/report/aids-used";
import { BriefGiven } from "~/components/report/brief-given";
import { JudgeFoundWanting } from "~/components/report/judge-found-wanting";
import { SelectionProvider } from "~/components/report/selection";
import "~/components/report/report.css";
import { AssignForm } from "~/components/review/assign-form";
import { Comments } from "~/components/review/comments";
import { CriteriaPanel } from "~/components/review/criteria-panel";
import { DebriefPanel } from "~/components/review/debrief-panel";
import type { ReviewOutcome } from "~/components/review/review-form";
import { RatingUnderWay } from "~/components/review/rating-under-way";
import { StandingPanel } from "~/components/review/standing-panel";
import { Ungraded } from "~/components/review/ungraded";
import { WorkPanel } from "~/components/review/work-panel";
import { LocalTime } from "~/components/ui/local-time";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink, textLinkStyle } from "~/components/ui/text-link";
import { defineActions } from "~/lib/actions/define-actions";
import { forReviewers } from "~/lib/actions/form-action";
import type { FormSchema } from "~/lib/actions/form-action";
import { BRIEF_WORDS } from "~/lib/problem-words";
import { inTurn } from "~/lib/in-turn";
import { drawBrief } from "~/lib/report/draw-brief";
import { viewGrade } from "~/lib/report/report-view";
import { requireRole } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page && !page.isRating ? `Review: ${page.problem.title}` : "Review"} · Scaleboard` },
];

/** A refusal means that something stands which the page doesn't show yet. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formMethod,
  defaultShouldRevalidate,
}) => formMethod === "POST" || defaultShouldRevalidate;

export const loader = inTurn(async ({ context, params, request }) => {
  const viewer = requireRole(context, request, "reviewer");
  const attemptId = params["attemptId"] ?? "";
  const opened = await orThrowResponse(() => getReviewPage(context.db, { attemptId, viewer }));
  if (opened.isRating) return opened;
  const { grade, ...report } = opened.report;
  const drawing = await orThrowResponse(() =>
    context.work.drawing({ attemptId, viewer }, request.signal),
  );
  return {
    isRating: opened.isRating,
    attempt: report.attempt,
    problem: report.problem,
    criteria: report.rubric.criteria,
    // Before there is a grade nothing shows the replies by themselves.
    texts: grade ? report.answers : withReplies(report.answers, repliesOf(report.interview)),
    interview: report.interview,
    isDrawn: drawing.isDrawn,
    aids: report.aids,
    brief: report.given.brief,
    given: drawBrief(report.given),
    state: report.state,
    graded:
      grade &&
      viewGrade(
        // A reviewer's points have a panel of their own; the work has the marks of verdicts.
        { ...report, debrief: null, drawing: drawing.parts },
        grade,
        () => [],
        quoteMisconception,
      ),
    finding: grade && (await getJudgeFinding(context.db, grade)),
    review: opened.review,
    debrief: opened.debrief,
    seen: toSeen(opened.review.verdicts.map(({ id }) => id)),
    reviewers: opened.reviewers,
    viewerId: viewer.id,
  };
});

type ReviewTools = Pick<AppLoadContext, "db" | "jobs"> & {
  gradings: Rate;
  onQueueError: (error: unknown) => void;
};

/** One of the page's forms; each does its operation on the attempt of the address. */
function reviewForm<Schema extends FormSchema>(
  schema: Schema,
  run: (tools: ReviewTools, who: ReviewerAt, fields: z.output<Schema>) => Promise<unknown>,
) {
  return forReviewers({
    schema,
    refuse: ({ message, fieldErrors, status }) =>
      reply({ isDone: false, message, fieldErrors }, status),
    run: async ({ fields, viewer, params, context }) => {
      const { db, jobs, log, settings } = context;
      const { gradings } = settings.limits;
      const onQueueError = (error: unknown) => log.warn({ err: error }, "re-grade not queued");
      const who = { attemptId: params["attemptId"] ?? "", reviewer: viewer };
      await run({ db, jobs, gradings, onQueueError }, who, fields);
      return reply({ isDone: true, message: null, fieldErrors: {} }, 200);
    },
  });
}

export const action = defineActions({
  override: reviewForm(overrideSchema, ({ db }, who, fields) => setOverride(db, who, fields)),
  withdraw: reviewForm(withdrawSchema, ({ db }, who, fields) => withdrawOverride(db, who, fields)),
  strike: reviewForm(strikePointSchema, ({ db }, who, fields) => strikePoint(db, who, fields)),
  correct: reviewForm(correctPointSchema, ({ db }, who, fields) => correctPoint(db, who, fields)),
  "undo-point": reviewForm(undoPointEditSchema, ({ db }, who, fields) =>
    undoPointEdit(db, who, fields),
  ),
  "keep-point": reviewForm(keepPointSchema, ({ db }, who, fields) => keepPoint(db, who, fields)),
  comment: reviewForm(commentSchema, ({ db }, who, fields) => createComment(db, who, fields)),
  "delete-comment": reviewForm(deleteCommentSchema, ({ db }, who, fields) =>
    deleteComment(db, who, fields),
  ),
  assign: reviewForm(assignSchema, ({ db }, who, fields) => assignReview(db, who, fields)),
  sign: reviewForm(signSchema, ({ db }, who, fields) => signReview(db, who, fields)),
  unsign: reviewForm(z.object({}), ({ db }, who) => unsignReview(db, who)),
  regrade: reviewForm(z.object({}), ({ db, jobs, gradings, onQueueError }, who) =>
    requestRegrade(db, jobs, { ...who, gradings }, onQueueError),
  ),
  /** Gives the person's own blind rating up, to see the judge's marks. */
  look: reviewForm(z.object({}), ({ db }, who) => deleteRating(db, who)),
  settle: reviewForm(settleFormSchema, ({ db }, who, fields) =>
    settleAppeal(db, who, settleSchema.parse(fields)),
  ),
});

function reply(outcome: ReviewOutcome, status: number) {
  return data(outcome, { status });
}

export default function ReviewPage() {
  const page = useLoaderData<typeof loader>();
  if (page.isRating) return <RatingUnderWay attemptId={page.attemptId} />;
  return <Review page={page} />;
}

function Review({ page }: { page: Page }) {
  const { attempt, problem, review, graded } = page;
  const drawing = drawingOf(page);
  return (
    <>
      <PageHeader
        above={
          <TextLink to="/review" look="back">
            Review
          </TextLink>
        }
        title={problem.title}
        lead={
          <>
            {review.candidate.name} · {LEVEL_TITLES[attempt.level]} level ·{" "}
            {LENS_TITLES[attempt.lens]} lens ·{" "}
            {page.brief === "interview" && `${BRIEF_WORDS.interview} · `}handed in{" "}
            <LocalTime iso={attempt.submittedAt} />
          </>
        }
        actions={<AssignForm review={review} reviewers={page.reviewers} viewerId={page.viewerId} />}
      />
      {graded === null ? (
        <Ungraded state={page.state} texts={page.texts} drawing={drawing}>
          <BriefGiven given={page.given} />
          <AidsUsed aids={page.aids} />
        </Ungraded>
      ) : (
        <GradedReview page={{ ...page, graded }} />
      )}
    </>
  );
}

type Page = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { isRating: false }>;

function drawingOf({ attempt, isDrawn }: Page) {
  return isDrawn ? { from: `/attempts/${attempt.id}/drawing` } : null;
}

function GradedReview({ page }: { page: Page & { graded: NonNullable<Page["graded"]> } }) {
  const { review, graded, state, criteria, texts, interview } = page;
  const context = {
    review,
    gradeId: state.gradeId,
    rubric: new Map(criteria.map((criterion) => [criterion.id, criterion])),
    work: { texts, interview, drawing: graded.drawing },
  };
  return (
    <SelectionProvider>
      <JudgeFoundWanting finding={page.finding} />
      <p className="mb-6 lg:hidden">
        <a href="#criteria" className={textLinkStyle("plain")}>
          Jump to the criteria
        </a>
      </p>
      <div
        className={clsx(
          graded.grade.outcome.kind !== "grade" && "pencil",
          "grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_27rem]",
        )}
      >
        <div>
          <h2 className="sr-only">The answer</h2>
          <WorkPanel graded={graded} drawing={drawingOf(page)} appeals={review.appeals} />
          <BriefGiven given={page.given} />
          <AidsUsed aids={page.aids} />
        </div>
        <div
          id="criteria"
          className="lg:sticky lg:top-4 lg:-mr-3 lg:max-h-[calc(100dvh-2rem)] lg:self-start lg:overflow-y-auto lg:pr-3 lg:pl-1"
        >
          <StandingPanel
            review={review}
            outcome={graded.grade.outcome}
            gradeId={state.gradeId}
            seen={page.seen}
          />
          {page.debrief !== null && (
            <DebriefPanel
              debrief={page.debrief}
              gradeId={state.gradeId}
              challenges={review.pointChallenges}
            />
          )}
          <h2 className="mb-3 text-xl font-bold">Criteria</h2>
          <CriteriaPanel sections={graded.sections} context={context} />
          <h2 className="mb-3 text-xl font-bold">Overall</h2>
          <Comments criterionId={null} comments={review.comments} />
        </div>
      </div>
    </SelectionProvider>
  );
}

import { data, redirect } from "@remix-run/node";
import type { AppLoadContext, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { hasReviewer } from "#server/accounts/has-reviewer";
import type { Viewer } from "#server/accounts/sessions";
import type { TextId } from "#domain/attempts/answer.schema";
import { repliesOf, replyIdOf } from "#domain/attempts/turn.schema";
import { AppError } from "#server/errors";
import { getReport } from "#server/grades/get-report";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { hasSeenGrade } from "#server/reviews/get-own-marks";
import { OWN_VERDICTS } from "#domain/reviews/own-verdicts";
import { appealSchema } from "#domain/reviews/review.schema";
import { submitAppeal } from "#server/reviews/submit-appeal";
import { splitSentences } from "#server/text/sentences";
import { AppealForm } from "~/components/report/appeal-form";
import { VerdictMark } from "~/components/report/verdict-mark";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { defineAction } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { sayRefusal } from "~/lib/actions/refusal";
import { inTurn } from "~/lib/in-turn";
import { readAppealPlace } from "~/lib/report/read-appeal";
import { sayWhoReplies } from "~/lib/report/say-who-replies";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse, notFound, refuse } from "~/lib/respond";

export const meta: MetaFunction = () => [{ title: "Challenge this verdict · Scaleboard" }];

/** The candidate's own graded report and the criterion that the URL names. */
async function readAsked({ context, params, request }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const criterionId = new URL(request.url).searchParams.get("criterion");
  return orThrowResponse(() => findAppealed(context, viewer, { ...params, criterionId }));
}

type Asked = { attemptId?: string; criterionId: string | null };

async function findAppealed({ db }: AppLoadContext, viewer: Viewer, asked: Asked) {
  const report = await getReport(db, { attemptId: asked.attemptId ?? "", viewer });
  const who = { attemptId: report.attempt.id, userId: viewer.id };
  if (report.attempt.userId !== viewer.id) throw refuse("Only the candidate can appeal.");
  // Who hasn't looked at the grade may still mark themselves first; the report asks them.
  if (report.grade !== null && !(await hasSeenGrade(db, who))) {
    throw redirect(`/attempts/${who.attemptId}/report`);
  }
  const criterion = report.rubric.criteria.find(({ id }) => id === asked.criterionId);
  const judged = report.grade?.criteria.find(({ id }) => id === asked.criterionId);
  if (!criterion || !judged) throw notFound("The report has no such criterion.");
  return { report, criterion, judged };
}

export const loader = inTurn(async (args: LoaderFunctionArgs) => {
  const { report, criterion, judged } = await readAsked(args);
  const { context, request } = args;
  const look = { attemptId: report.attempt.id, viewer: requireViewer(context, request) };
  const drawing = await orThrowResponse(() => context.work.drawing(look, request.signal));
  return {
    attemptId: report.attempt.id,
    hasReviewer: await hasReviewer(context.db, report.attempt.userId),
    gradeId: report.state.gradeId,
    title: report.problem.title,
    criterion: { text: criterion.text, section: criterion.section },
    judged: { verdict: judged.verdict, reasoning: judged.reasoning },
    sections: SECTION_IDS.map((section) => ({
      section,
      title: SECTION_TITLES[section],
      sentences: listSentences(section, report.answers[section]),
      replies: repliesOf(report.interview)
        .filter((exchange) => exchange.section === section)
        .map(({ turn, question, reply }) => ({
          turn,
          question,
          sentences: listSentences(replyIdOf(turn), reply),
        })),
    })),
    parts: drawing.parts,
  };
});

/** What can be pointed at in a text, each named as `readAppealPlace` reads it. */
function listSentences(textId: TextId, written: string) {
  return splitSentences(written).map(({ start, end, text }) => ({
    value: `${textId}:${start}:${end}`,
    text,
  }));
}

const MAX_PARTS = 500;

export const action = defineAction(
  forSignedIn({
    schema: z.object({
      gradeId: z.string().max(100),
      note: z.string().max(10_000).default(""),
      where: z.string().max(20).optional(),
      sentence: z.string().max(100).optional(),
      part: z.array(z.string().max(100)),
      own: z.enum(OWN_VERDICTS).optional(),
    }),
    lists: ["part"],
    limits: { values: MAX_PARTS },
    refuse: (refusal) => data({ error: sayRefusal(refusal) }, { status: refusal.status }),
    run: async ({ fields, viewer, params, url, context, signal }) => {
      const criterionId = url.searchParams.get("criterion");
      const { report, criterion } = await findAppealed(context, viewer, { ...params, criterionId });
      const attemptId = report.attempt.id;
      const { parts } = await context.work.drawing({ attemptId, viewer }, signal);
      const appeal = appealSchema.safeParse({
        gradeId: fields.gradeId,
        criterionId: criterion.id,
        note: fields.note,
        place: readAppealPlace(fields, parts),
        ownVerdict: fields.own,
      });
      if (!appeal.success) throw refuseAppeal(appeal.error);
      await submitAppeal(context.db, { attemptId, userId: viewer.id }, appeal.data);
      return redirect(`/attempts/${attemptId}/report#criterion-${criterion.id}`);
    },
  }),
);

function refuseAppeal(error: z.ZodError): AppError {
  const isTooLong = error.issues.some(({ path }) => path[0] === "note");
  const userMessage = isTooLong
    ? "The note can have up to 2,000 characters."
    : "Choose the sentence, or the parts of the drawing, where you said it.";
  return new AppError("bad_request", { message: "unreadable appeal", userMessage });
}

export default function AppealPage() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const backTo = `/attempts/${page.attemptId}/report`;
  return (
    <>
      <PageHeader
        above={
          <TextLink to={backTo} look="back">
            Report: {page.title}
          </TextLink>
        }
        title="Challenge this verdict"
        lead={`Point to where your answer says what the judge missed. ${
          page.hasReviewer
            ? sayWhoReplies(true)
            : "Nobody reviews on this server, so your own mark is kept next to the judge’s. It changes no score, and a reviewer who comes later can settle it."
        }`}
      />
      <div className="border-mark mb-8 max-w-3xl border-l-2 pl-4">
        <p className="flex flex-wrap items-center gap-x-3">
          <span className="text-ink-soft">The judge says</span>
          <VerdictMark verdict={page.judged.verdict} />
        </p>
        <p className="mt-1 text-lg">{page.criterion.text}</p>
        {page.judged.reasoning !== "" && (
          <p className="mt-1 font-serif italic">{page.judged.reasoning}</p>
        )}
      </div>
      <AppealForm
        sections={page.sections}
        section={page.criterion.section}
        parts={page.parts}
        gradeId={page.gradeId}
        ownMarks={page.hasReviewer ? [] : OWN_VERDICTS.filter((one) => one !== page.judged.verdict)}
        backTo={backTo}
        error={result?.error ?? null}
      />
    </>
  );
}

import { data, redirect } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { readDiagram } from "#server/diagram/read-diagram";
import { isAppError } from "#server/errors";
import { getReport } from "#server/grades/get-report";
import { SECTION_IDS, SECTION_TITLES } from "#server/problems/scale";
import { appealSchema } from "#server/reviews/review.schema";
import { submitAppeal } from "#server/reviews/submit-appeal";
import { splitSentences } from "#server/text/sentences";
import { AppealForm } from "~/components/report/appeal-form";
import { VerdictMark } from "~/components/report/verdict-mark";
import { PageHeader } from "~/components/ui/page-header";
import { readForm } from "~/lib/read-form";
import { nameDiagramParts } from "~/lib/report/name-diagram-parts";
import { readAppealPlace } from "~/lib/report/read-appeal";
import { requireViewer } from "~/lib/require-viewer";
import { handle as answer, notFound, refuse } from "~/lib/respond";

export const meta: MetaFunction = () => [{ title: "I said it here · Scaleboard" }];

/** The candidate's own graded report and the criterion that the URL names. */
async function readAsked({ context, params, request }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const attemptId = params["attemptId"] ?? "";
  const report = await answer(() => getReport(context.db, { attemptId, viewer }));
  if (report.attempt.userId !== viewer.id) throw refuse("Only the candidate can appeal.");
  const id = new URL(request.url).searchParams.get("criterion");
  const criterion = report.rubric.criteria.find((known) => known.id === id);
  const judged = report.grade?.criteria.find((known) => known.id === id);
  if (!criterion || !judged) throw notFound("The report has no such criterion.");
  return { viewer, report, criterion, judged };
}

export async function loader(args: LoaderFunctionArgs) {
  const { report, criterion, judged } = await readAsked(args);
  return {
    attemptId: report.attempt.id,
    gradeId: report.state.gradeId,
    title: report.problem.title,
    criterion: { text: criterion.text, section: criterion.section },
    judged: { verdict: judged.verdict, reasoning: judged.reasoning },
    sections: SECTION_IDS.map((section) => ({
      section,
      title: SECTION_TITLES[section],
      sentences: splitSentences(report.answers[section]).map(({ start, end, text }) => ({
        ...{ start, end, text },
      })),
    })),
    parts: nameDiagramParts(readDiagram(report.scene)),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, report, criterion } = await readAsked(args);
  const form = await readForm(args.request);
  const appeal = appealSchema.safeParse({
    gradeId: form.get("gradeId"),
    criterionId: criterion.id,
    note: form.get("note") ?? "",
    place: readAppealPlace(form, nameDiagramParts(readDiagram(report.scene))),
  });
  if (!appeal.success) {
    const isTooLong = appeal.error.issues.some(({ path }) => path[0] === "note");
    const error = isTooLong
      ? "The note may have 2,000 characters."
      : "Choose the sentence, or the parts of the drawing, where you said it.";
    return data({ error }, { status: 400 });
  }
  const attemptId = report.attempt.id;
  try {
    await submitAppeal(args.context.db, { attemptId, userId: viewer.id }, appeal.data);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return data({ error: error.userMessage }, { status: error.status });
  }
  return redirect(`/attempts/${attemptId}/report#criterion-${criterion.id}`);
}

export default function AppealPage() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const backTo = `/attempts/${page.attemptId}/report`;
  return (
    <>
      <PageHeader
        above={
          <Link to={backTo} className="hover:text-ink underline underline-offset-2">
            Report: {page.title}
          </Link>
        }
        title="I said it here"
        lead="Point at the place where your answer says what the judge did not find. A reviewer looks at it and answers."
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
        backTo={backTo}
        error={result?.error ?? null}
      />
    </>
  );
}

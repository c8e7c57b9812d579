import { data, redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { getAskTime } from "#server/grades/get-ask-time";
import { getExtraTime } from "#server/accounts/get-extra-time";
import { listOwnAttempts } from "#server/attempts/list-attempts";
import { startAttempt } from "#server/attempts/start-attempt";
import { startAttemptSchema } from "#domain/attempts/start.schema";
import { getProblem } from "#server/problems/get-problem";
import { getRubric } from "#server/rubrics/get-rubric";
import { PastAttempts } from "~/components/practice/past-attempts";
import { listTopicLinks } from "#server/study/list-topic-links";
import { ProblemBrief } from "~/components/practice/problem-brief";
import { ProblemFacts } from "~/components/practice/problem-facts";
import { StartPanel } from "~/components/practice/start-panel";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { defineAction } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { toRefusalResponse } from "~/lib/actions/refusal";
import { describePage } from "~/lib/describe-page";
import { DIFFICULTY_TITLES } from "~/lib/problem-words";
import { renderMarkdown } from "#domain/markdown/render-markdown";
import { listSetUpChoices, readPreset } from "~/lib/set-up-choices";
import { notFound } from "~/lib/respond";
import { toTopicTitle } from "~/lib/topic-title";

export const meta: MetaFunction<typeof loader> = ({ data: page, ...place }) =>
  page
    ? describePage(place, {
        title: page.problem.title,
        description: page.problem.summary,
        preview: "problem",
      })
    : [{ title: "Problem · Scaleboard" }];

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const problem = await getProblem(context.db, params.slug ?? "");
  if (problem === null) throw notFound("There is no problem with this name.");
  const { viewer } = context;
  const [attempts, extraTimePercent] =
    viewer === null
      ? [[], 0]
      : await Promise.all([
          listOwnAttempts(context.db, viewer.id),
          getExtraTime(context.db, viewer.id),
        ]);
  // A model reads any rubric, so there is nothing to look up.
  const judge = await context.getJudge();
  const rubric = judge.hasModel ? null : await getRubric(context.db, problem.slug);
  const own = attempts.filter(({ slug }) => slug === problem.slug);
  const open = own.find(({ status }) => status === "in_progress") ?? null;
  const { title, summary, difficulty, tier, topics, lenses, minutes, prompts, shares, interview } =
    problem.head;
  return {
    isSignedIn: viewer !== null,
    isDemo: context.settings.isDemo,
    isSignUpOpen: context.settings.signUp === "open",
    extraTimePercent,
    ask: viewer && (await getAskTime(context.db, viewer.id, context.settings.limits.gradings)),
    coverage: rubric && judge.coverageOf(rubric),
    choices: listSetUpChoices(lenses, {
      interview: interview !== undefined,
      model: judge.hasModel,
    }),
    preset: readPreset(new URL(request.url).searchParams, minutes),
    // Named one by one: the head also holds hints, the curveball and answers to questions.
    problem: { slug: problem.slug, title, summary, difficulty, tier, minutes, prompts, shares },
    topics: listTopicLinks(context.study, topics, toTopicTitle),
    interviewHtml: interview === undefined ? null : renderMarkdown(interview),
    caseHtml: open?.brief === "interview" ? null : renderMarkdown(problem.statementMarkdown),
    open,
    past: own.filter(({ status }) => status === "submitted"),
  };
}

/** Beside the form; anything else is the error boundary's. */
const ANSWERED_HERE = new Set(["bad_request", "too_many"]);

export const action = defineAction(
  forSignedIn({
    schema: startAttemptSchema,
    refuse: (refusal) => {
      if (!ANSWERED_HERE.has(refusal.code)) throw toRefusalResponse(refusal);
      const error = refusal.message ?? "Choose a brief, a level, an interviewer and a length.";
      return data({ error }, { status: refusal.status });
    },
    run: async ({ fields, viewer, params, context }) => {
      const { attemptId } = await startAttempt(context.db, {
        ...fields,
        // Without a clock there is nothing to rehearse for: untimed is practice.
        isPractice: fields.isPractice || fields.minutes === 0,
        userId: viewer.id,
        slug: params.slug ?? "",
        limits: context.settings.limits,
      });
      return redirect(`/attempts/${attemptId}`);
    },
  }),
);

export default function ProblemPage() {
  const {
    problem,
    topics,
    choices,
    preset,
    interviewHtml,
    caseHtml,
    open,
    past,
    isSignedIn,
    isDemo,
    isSignUpOpen,
    extraTimePercent,
    ask,
    coverage,
  } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        above={
          <TextLink to="/problems" look="back">
            Problems
          </TextLink>
        }
        title={problem.title}
        lead={`${DIFFICULTY_TITLES[problem.difficulty]}, tier ${problem.tier} of the study map`}
      />
      {/* One column: statement, start, the rest. Two: the start beside both. */}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
        <ProblemBrief interviewHtml={interviewHtml} caseHtml={caseHtml} />
        <StartPanel
          className="lg:col-start-2 lg:row-span-2 lg:row-start-1"
          problem={problem}
          choices={choices}
          preset={preset}
          open={open}
          isSignedIn={isSignedIn}
          isDemo={isDemo}
          isSignUpOpen={isSignUpOpen}
          extraTimePercent={extraTimePercent}
          coverage={coverage}
          ask={ask}
          error={result?.error ?? null}
        />
        <div>
          <ProblemFacts problem={problem} topics={topics} />
          <PastAttempts attempts={past} />
        </div>
      </div>
    </>
  );
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listProblems } from "#server/problems/list-problems";
import type { ProblemCard } from "#server/problems/list-problems";
import { listTopicLinks } from "#server/study/list-topic-links";
import { LearnLink } from "~/components/learn/learn-link";
import { TrackWeek } from "~/components/learn/track-week";
import type { WeekProblem } from "~/components/learn/track-week";
import { ButtonLink } from "~/components/ui/button-link";
import { PageHeader } from "~/components/ui/page-header";
import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { textLinkStyle } from "~/components/ui/text-link";
import { renderMarkdown } from "#domain/markdown/render-markdown";
import { describePage } from "~/lib/describe-page";
import { notFound } from "~/lib/respond";
import { toTopicTitle } from "~/lib/topic-title";

export const meta: MetaFunction<typeof loader> = ({ data, ...place }) =>
  data
    ? describePage(place, { title: data.title, description: data.summary, preview: "learn" })
    : [{ title: "Track · Scaleboard" }];

export async function loader({ params, context }: LoaderFunctionArgs) {
  const track = context.study.tracks.get(params["slug"] ?? "");
  if (track === undefined) {
    throw notFound("There is no track with this name. The Learn page lists them.");
  }
  const problems = await listProblems(context.db, context.viewer?.id ?? null);
  const { title, summary, rhythm, weeks } = track.head;
  return {
    slug: track.slug,
    title,
    summary,
    rhythm,
    introHtml: renderMarkdown(track.body),
    weeks: weeks.map(({ title, aims, exercises, ...week }) => ({
      title,
      aims,
      exercises,
      topics: listTopicLinks(context.study, week.topics, toTopicTitle),
      problems: week.problems.flatMap((slug) => findProblem(problems, slug)),
    })),
  };
}

/** None where the problem was archived in the app. */
function findProblem(problems: readonly ProblemCard[], wanted: string): WeekProblem[] {
  return problems
    .filter(({ slug }) => slug === wanted)
    .map(({ slug, title, best }) => ({ slug, title, best }));
}

export default function TrackPage() {
  const { slug, title, summary, rhythm, introHtml, weeks } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        above={<LearnLink />}
        title={title}
        lead={summary}
        actions={
          <ButtonLink to={`/track?track=${slug}`} variant="primary">
            Follow this track
          </ButtonLink>
        }
      />
      <div className="mb-10 grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div>
          <RenderedMarkdown html={introHtml} />
          <h2 className="text-heading mt-8 font-bold">The rhythm</h2>
          <dl className="mt-3 max-w-[68ch]">
            {rhythm.map(({ day, text }) => (
              <div key={day} className="mt-2 grid gap-x-6 sm:grid-cols-[9rem_1fr]">
                <dt className="font-semibold">{day}</dt>
                <dd className="text-body font-serif">{text}</dd>
              </div>
            ))}
          </dl>
        </div>
        <nav aria-label="Weeks" className="border-line self-start border-l pl-5 print:hidden">
          <ol className="flex flex-col gap-2">
            {weeks.map((week, index) => (
              <li key={week.title}>
                <a href={`#week-${index + 1}`} className={textLinkStyle("contents")}>
                  Week {index + 1}: {week.title}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      </div>
      {weeks.map((week, index) => (
        <TrackWeek key={week.title} number={index + 1} week={week} />
      ))}
    </>
  );
}

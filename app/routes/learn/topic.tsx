import serifUrl from "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url";
import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getAreaTitle } from "#server/study/list-study-map";
import { listTopicLinks } from "#server/study/list-topic-links";
import { listTopicProblems } from "#server/study/list-topic-problems";
import { LearnLink } from "~/components/learn/learn-link";
import { LessonArticle } from "~/components/learn/lesson-article";
import { ReadingList } from "~/components/learn/reading-list";
import { SelfCheck } from "~/components/learn/self-check";
import { TopicLinks } from "~/components/learn/topic-links";
import { TopicProblems } from "~/components/learn/topic-problems";
import { toHtml } from "~/components/learn/to-html";
import { viewLesson } from "~/components/learn/view-lesson";
import { viewPage } from "~/components/learn/view-page";
import { viewTopicProblem } from "~/components/learn/view-topic-problem";
import { PageHeader } from "~/components/ui/page-header";
import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { Section } from "~/components/ui/section";
import { describePage } from "~/lib/describe-page";
import { notFound } from "~/lib/respond";
import { toTopicTitle } from "~/lib/topic-title";

export const meta: MetaFunction<typeof loader> = ({ data, ...place }) =>
  data
    ? describePage(place, { title: data.title, description: data.summary, preview: "learn" })
    : [{ title: "Topic · Scaleboard" }];

/** The font of its text, else found only once the first layout asks for it. */
export const headers: HeadersFunction = () => ({
  Link: `<${serifUrl}>; rel=preload; as=font; type="font/woff2"; crossorigin`,
});

export async function loader({ params, context }: LoaderFunctionArgs) {
  const topic = context.study.topics.get(params["slug"] ?? "");
  if (topic === undefined) {
    throw notFound("There is no topic with this name. The study map under Learn lists them all.");
  }
  const { title, summary, tier, area, newIn, related, reading } = topic.head;
  return {
    title,
    summary,
    place: `Tier ${tier}, ${getAreaTitle(area)}${newIn ? `, new in ${newIn}` : ""}`,
    readingHtml: toHtml(<ReadingList reading={reading} />, "reading"),
    page: viewPage(topic),
    lesson: viewLesson(topic, context.study.figures),
    related: listTopicLinks(context.study, related, toTopicTitle),
    problems: (await listTopicProblems(context.db, topic.slug)).map(viewTopicProblem),
  };
}

export default function TopicPage() {
  const topic = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader above={<LearnLink />} title={topic.title} lead={topic.summary} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_18rem]">
        {/* Another topic is another question. */}
        {topic.lesson && <LessonArticle key={topic.title} lesson={topic.lesson} />}
        {topic.page && (
          <article key={topic.title}>
            <RenderedMarkdown html={topic.page.bodyHtml} />
            <SelfCheck {...topic.page.selfCheck} />
          </article>
        )}
        <aside className="flex flex-col gap-8 self-start">
          <p className="text-ink-soft">{topic.place}</p>
          <TopicProblems problems={topic.problems} />
          <RenderedMarkdown html={topic.readingHtml} />
          <Section title="Related" size="md">
            <TopicLinks topics={topic.related} />
          </Section>
        </aside>
      </div>
    </>
  );
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listTopicLinks } from "#server/study/list-topic-links";
import { LearnLink } from "~/components/learn/learn-link";
import { TopicLinks } from "~/components/learn/topic-links";
import { PageHeader } from "~/components/ui/page-header";
import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { Section } from "~/components/ui/section";
import { renderMarkdown } from "#domain/markdown/render-markdown";
import { describePage } from "~/lib/describe-page";
import { toTopicTitle } from "~/lib/topic-title";

export const meta: MetaFunction<typeof loader> = ({ data, ...place }) =>
  data
    ? describePage(place, { title: data.title, description: data.summary, preview: "learn" })
    : [{ title: "Misconceptions · Scaleboard" }];

export function loader({ context }: LoaderFunctionArgs) {
  const { head, body } = context.study.misconceptions;
  return {
    title: head.title,
    summary: head.summary,
    introHtml: renderMarkdown(body),
    misconceptions: head.misconceptions.map(({ topics, ...item }) => ({
      ...item,
      topics: listTopicLinks(context.study, topics, toTopicTitle),
    })),
  };
}

export default function MisconceptionsPage() {
  const { title, summary, introHtml, misconceptions } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader above={<LearnLink />} title={title} lead={summary} />
      <RenderedMarkdown html={introHtml} />
      <div className="mt-10">
        {misconceptions.map((item) => (
          <Section key={item.id} id={item.id} title={item.title} size="xl" isRuled className="pb-8">
            <div className="grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
              <div className="max-w-[68ch]">
                <p className="border-mark border-l-2 pl-4 font-serif text-lg italic">
                  “{item.sounds}”
                </p>
                <p className="mt-3 font-serif text-lg">{item.why}</p>
                <p className="mt-3 font-serif text-lg">
                  <span className="text-mark font-sans font-semibold">Instead: </span>
                  {item.instead}
                </p>
              </div>
              <div>
                <h3 className="mb-2 font-semibold">What helps</h3>
                <TopicLinks topics={item.topics} />
              </div>
            </div>
          </Section>
        ))}
      </div>
    </>
  );
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listTopicLinks } from "#server/study/list-topic-links";
import { LearnLink } from "~/components/learn/learn-link";
import { TopicLinks } from "~/components/learn/topic-links";
import { PageHeader } from "~/components/ui/page-header";
import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { renderMarkdown } from "~/lib/render-markdown";
import { toTopicTitle } from "~/lib/topic-title";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? "Misconceptions"} · Scaleboard` },
];

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
          <section
            key={item.id}
            aria-labelledby={item.id}
            className="border-line grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-4 border-t py-8 lg:grid-cols-[minmax(0,1fr)_18rem]"
          >
            <div className="max-w-[68ch]">
              <h2 id={item.id} className="text-heading scroll-mt-6 font-bold">
                {item.title}
              </h2>
              <p className="border-mark mt-3 border-l-2 pl-4 font-serif text-lg italic">
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
          </section>
        ))}
      </div>
    </>
  );
}

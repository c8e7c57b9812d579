import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LENS_TITLES } from "#domain/problems/scale";
import { listTopicLinks } from "#server/study/list-topic-links";
import { LearnLink } from "~/components/learn/learn-link";
import { LensPart } from "~/components/learn/lens-part";
import { PageHeader } from "~/components/ui/page-header";
import { RenderedMarkdown } from "~/components/ui/rendered-markdown";
import { renderMarkdown } from "#domain/markdown/render-markdown";
import { describePage } from "~/lib/describe-page";
import { toTopicTitle } from "~/lib/topic-title";

export const meta: MetaFunction<typeof loader> = ({ data, ...place }) =>
  data
    ? describePage(place, { title: data.title, description: data.summary, preview: "learn" })
    : [{ title: "Who interviews · Scaleboard" }];

export function loader({ context }: LoaderFunctionArgs) {
  const { head, body } = context.study.lenses;
  return {
    title: head.title,
    summary: head.summary,
    introHtml: renderMarkdown(body),
    lenses: head.lenses.map((part) => ({
      ...part,
      title: LENS_TITLES[part.lens],
      topics: listTopicLinks(context.study, part.topics, toTopicTitle),
    })),
  };
}

export default function LensesPage() {
  const { title, summary, introHtml, lenses } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader above={<LearnLink />} title={title} lead={summary} />
      <RenderedMarkdown html={introHtml} />
      <div className="mt-10">
        {lenses.map((part) => (
          <LensPart key={part.lens} part={part} />
        ))}
      </div>
    </>
  );
}

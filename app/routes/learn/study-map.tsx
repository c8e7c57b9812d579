import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listWeakTopics } from "#server/practice/list-weak-topics";
import { AREAS } from "#domain/study/areas";
import { searchTopics } from "#server/search/search-topics";
import { getAreaTitle, listFoundTopics, listStudyMap } from "#server/study/list-study-map";
import { listTracks } from "#server/study/list-tracks";
import { MapFilters } from "~/components/learn/map-filters";
import { MapTier } from "~/components/learn/map-tier";
import { TopicRow } from "~/components/learn/topic-row";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { describePage } from "~/lib/describe-page";
import { readMapFilter } from "~/lib/map-filter";

const LEAD =
  "One page per topic: what to know by heart, why it matters in a design, and a question to test yourself.";

export const meta: MetaFunction = (place) =>
  describePage(place, { title: "Learn", description: LEAD, preview: "learn" });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { lenses, misconceptions } = context.study;
  const { viewer } = context;
  const filter = readMapFilter(new URL(request.url).searchParams);
  const isFiltered = filter.q !== "" || filter.area !== null || filter.kind !== null;
  return {
    filter,
    isFiltered,
    areas: AREAS.map((area): [string, string] => [area, getAreaTitle(area)]),
    /** What was searched for, the best first; null where nothing was. */
    found:
      filter.q === ""
        ? null
        : listFoundTopics(context.study, searchTopics(context.study, filter.q), filter),
    /** How many criteria about each topic the reader has missed and not met since. */
    weak: viewer === null ? {} : await listWeakTopics(context.db, viewer.id),
    tiers: filter.q === "" ? listStudyMap(context.study, filter) : [],
    tracks: listTracks(context.study).map(({ slug, title, summary }) => ({
      to: `/learn/tracks/${slug}`,
      title,
      summary,
    })),
    pages: [
      { to: "/learn/lenses", title: lenses.head.title, summary: lenses.head.summary },
      {
        to: "/learn/misconceptions",
        title: misconceptions.head.title,
        summary: misconceptions.head.summary,
      },
      {
        to: "/how-grading-works",
        title: "How grading works",
        summary: "What your answer is checked for, who checks it, and what the judge can’t do.",
      },
    ],
  };
}

export default function StudyMapPage() {
  const data = useLoaderData<typeof loader>();
  const { tiers, tracks, pages, weak, found, filter, isFiltered } = data;
  const topics = tiers.flatMap(({ areas }) => areas.flatMap((area) => area.topics));
  const count = (found ?? topics).length;
  return (
    <>
      <PageHeader title="Learn" lead={LEAD} />
      <MapFilters filter={filter} areas={data.areas} isFiltered={isFiltered} />
      <p role="status" className="text-ink-soft mt-6 mb-3">
        {count} {count === 1 ? "topic" : "topics"}
      </p>
      {!isFiltered && (
        <ul className="mb-10 grid gap-x-10 gap-y-6 sm:grid-cols-2">
          {[...tracks, ...pages].map((page) => (
            <li key={page.to} className="border-line border-t pt-4">
              <TextLink to={page.to} look="item" className="text-lg font-bold">
                {page.title}
              </TextLink>
              <p className="text-ink-soft mt-1 text-pretty">{page.summary}</p>
            </li>
          ))}
        </ul>
      )}
      {found !== null && found.length > 0 && (
        <ul>
          {found.map((topic) => (
            <TopicRow key={topic.slug} topic={topic} missed={weak[topic.slug] ?? 0} />
          ))}
        </ul>
      )}
      {count === 0 && (
        <EmptyState
          title={
            filter.q === "" ? "No topic matches these filters" : `No topic matches “${filter.q}”`
          }
          action={<ButtonLink to="/learn">Show every topic</ButtonLink>}
        >
          Try one plain word for the part you mean, such as retrieval, memory, cost or agents, or
          remove a filter.
        </EmptyState>
      )}
      {tiers.map((tier) => (
        <MapTier key={tier.tier} {...tier} weak={weak} />
      ))}
    </>
  );
}

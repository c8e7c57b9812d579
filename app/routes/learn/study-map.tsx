import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listWeakTopics } from "#server/practice/list-weak-topics";
import { listStudyMap } from "#server/study/list-study-map";
import { listTracks } from "#server/study/list-tracks";
import { MapTier } from "~/components/learn/map-tier";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { describePage } from "~/lib/describe-page";

const LEAD =
  "One page per topic: what to know by heart, why it matters in a design, and a question to test yourself.";

export const meta: MetaFunction = (place) =>
  describePage(place, { title: "Learn", description: LEAD, preview: "learn" });

export async function loader({ context }: LoaderFunctionArgs) {
  const { lenses, misconceptions } = context.study;
  const { viewer } = context;
  return {
    /** How many criteria about each topic the reader has missed and not met since. */
    weak: viewer === null ? {} : await listWeakTopics(context.db, viewer.id),
    tiers: listStudyMap(context.study),
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
  const { tiers, tracks, pages, weak } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title="Learn" lead={LEAD} />
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
      {tiers.map((tier) => (
        <MapTier key={tier.tier} {...tier} weak={weak} />
      ))}
    </>
  );
}

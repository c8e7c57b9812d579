import type { DueDrill } from "#server/practice/get-due";
import { SECTION_TITLES } from "#domain/problems/scale";
import { Badge } from "~/components/ui/badge";
import { formatMinutes } from "~/lib/time";
import { toTopicTitle } from "~/lib/topic-title";
import { StartDrill } from "./start-drill";

/** One drill of today: what it is about, what to do in it, and the way in. */
export function DueRow(props: { drill: DueDrill; isFirst: boolean }) {
  const { drill, isFirst } = props;
  const section = SECTION_TITLES[drill.section];
  return (
    <li className="border-line grid gap-x-10 gap-y-3 border-t py-5 sm:grid-cols-[1fr_auto] sm:items-start">
      <div className="min-w-0">
        <h2 className="flex flex-wrap items-baseline gap-x-3 text-xl leading-snug font-bold">
          {section}
          {drill.isNew && <Badge tone="accent">New</Badge>}
        </h2>
        <p className="text-ink-soft">
          {drill.problem.title}, {formatMinutes(drill.minutes)}
        </p>
        <ul className="text-body mt-2 list-disc pl-5 font-serif">
          {drill.criteria.map(({ id, advice, topics }) => (
            <li key={id} className="mt-1 max-w-prose">
              {advice ?? topics.map(toTopicTitle).join(", ")}
            </li>
          ))}
        </ul>
      </div>
      <StartDrill
        slug={drill.problem.slug}
        criteria={drill.criteria.map(({ id }) => id)}
        from={drill.from}
        about={`${section}, ${drill.problem.title}`}
        variant={isFirst ? "primary" : "secondary"}
      />
    </li>
  );
}

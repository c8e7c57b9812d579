import type { MissedCriterion } from "#server/practice/get-progress";
import { SECTION_TITLES } from "#domain/problems/scale";
import { ShareBar } from "~/components/charts/share-bar";
import { StartDrill } from "~/components/due/start-drill";
import { Badge } from "~/components/ui/badge";
import { TextLink } from "~/components/ui/text-link";

/** Criteria missed most, each with how often and the way to practise it. */
export function MissedList(props: { missed: readonly MissedCriterion[] }) {
  const most = Math.max(...props.missed.map(({ missed }) => missed));
  return (
    <ol className="border-line border-b">
      {props.missed.map((one) => (
        <li
          key={one.key}
          className="border-line grid gap-x-8 gap-y-2 border-t py-4 sm:grid-cols-[minmax(0,1fr)_12rem_auto] sm:items-center"
        >
          <div className="min-w-0">
            <p className="text-body font-serif text-pretty">{one.text}</p>
            <p className="text-ink-soft text-small mt-1">
              <TextLink to={`/attempts/${one.from}/report`} look="item">
                {one.title}
              </TextLink>
              , {SECTION_TITLES[one.section]}{" "}
              {one.isLastMet && (
                <Badge tone="ok" className="ml-1">
                  Met last time
                </Badge>
              )}
            </p>
          </div>
          <div>
            <p className="tabular-nums">
              Missed <strong>{one.missed}</strong> of {one.of}
            </p>
            <ShareBar share={one.missed / most} />
          </div>
          <StartDrill
            slug={one.slug}
            criteria={[one.criterionId]}
            from={one.from}
            about={one.text}
            label="Drill it"
            size="sm"
          />
        </li>
      ))}
    </ol>
  );
}

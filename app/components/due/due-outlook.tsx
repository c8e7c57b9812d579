import type { Due } from "#server/practice/get-due";
import { FigureTable } from "~/components/ui/figure-table";
import { Section } from "~/components/ui/section";
import { formatTime } from "~/lib/time";

/** What comes after today. */
export function DueOutlook(props: { due: Due; timeZone: string }) {
  const { later, waiting, ahead, nextAt, closed } = props.due;
  const rows = [
    { key: "later", name: "Also due, first thing tomorrow", count: later },
    { key: "waiting", name: "Missed, waiting for a free day", count: waiting },
    {
      key: "ahead",
      name:
        nextAt === null
          ? "Coming back later"
          : `Coming back, next on ${formatTime(nextAt, "day", props.timeZone)}`,
      count: ahead,
    },
    { key: "closed", name: "Known: met twice, a week or more apart", count: closed },
  ];
  return (
    <Section title="After today" size="lg">
      <FigureTable
        caption="Criteria after today"
        heads={["What", "Criteria"]}
        rows={rows.map(({ key, name, count }) => ({ key, name, figures: [count] }))}
      />
      {waiting > 0 && (
        <p className="text-ink-soft text-small mt-3">
          New ones are added as the days ahead have room, latest report first.
        </p>
      )}
    </Section>
  );
}

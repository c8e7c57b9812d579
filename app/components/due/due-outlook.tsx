import type { Due } from "#server/practice/get-due";
import { FigureTable } from "~/components/ui/figure-table";
import { Section } from "~/components/ui/section";

/** What comes after today. */
export function DueOutlook(props: { due: Due }) {
  const { later, waiting, ahead, closed, gone } = props.due;
  const rows = [
    { key: "later", name: "Also due, more than today has room for", count: later },
    { key: "waiting", name: "Missed, waiting for room", count: waiting },
    { key: "ahead", name: "Practiced, coming back another day", count: ahead },
    { key: "closed", name: "Known: met twice, a week or more apart", count: closed },
    ...(gone.count === 0
      ? []
      : [{ key: "gone", name: "No longer asked: the rubric changed", count: gone.count }]),
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
      {gone.count > 0 && (
        <p className="text-ink-soft text-small mt-3">
          Changed: {gone.problems.join("; ")}. Criteria that are no longer asked stay in your
          reports and in the drills you started.
        </p>
      )}
    </Section>
  );
}

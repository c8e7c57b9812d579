import { sayParts } from "#domain/diagram/name-parts";
import type { CriterionView } from "~/lib/report/report-view";

/** What a verdict rests on, as far as a line holds. */
export function RestsOn({ criterion }: { criterion: CriterionView }) {
  const { quotes, replies, parts, elementIds } = criterion;
  const quote = quotes[0]?.quote ?? replies[0]?.quote;
  if (quote !== undefined) {
    return <span className="text-ink-soft block truncate font-serif print:inline">“{quote}”</span>;
  }
  if (elementIds.length === 0) return null;
  return (
    <span className="text-ink-soft block truncate print:inline">
      In the drawing: {sayParts(parts, elementIds.length)}
    </span>
  );
}

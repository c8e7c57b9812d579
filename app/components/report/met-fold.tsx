import { useState } from "react";
import type { CriterionView } from "~/lib/report/report-view";
import { CriterionNote } from "./criterion-note";
import { RestsOn } from "./rests-on";
import { useSelection } from "./selection";
import { VerdictShape } from "./verdict-mark";

/**
 * What is met, folded: opened by hand, or by choosing one of them in the text or the drawing. Each is a
 * line with the words it rests on, and a note once it is chosen.
 */
export function MetFold({ criteria }: { criteria: readonly CriterionView[] }) {
  const { chosen } = useSelection();
  const [isOpened, setIsOpened] = useState(false);
  if (criteria.length === 0) return null;
  const isOpen = isOpened || criteria.some(({ id }) => chosen.includes(id));
  const words = criteria.every(({ isEstimate }) => isEstimate) ? "found" : "met";
  return (
    <>
      <details
        open={isOpen}
        onToggle={(event) => setIsOpened(event.currentTarget.open)}
        className="mt-6 print:hidden"
      >
        <summary className="w-fit rounded-sm font-semibold">
          <VerdictShape verdict="met" className="mx-1.5 size-4.5 align-[-0.2em]" />
          {criteria.length} {words}
        </summary>
        <ul className="mt-3 space-y-2">
          {criteria.map((criterion) => (
            <li key={criterion.id}>
              <CriterionNote criterion={criterion} isFolded />
            </li>
          ))}
        </ul>
      </details>
      {/* On paper a line each. */}
      <ul aria-hidden className="text-small mt-3 hidden print:block">
        {criteria.map((criterion) => (
          <li key={criterion.id} className="flex break-inside-avoid gap-2">
            <VerdictShape verdict="met" className="mt-0.5 size-3.5" />
            <span className="text-ink-soft w-4 tabular-nums">{criterion.number}</span>
            <span className="min-w-0 flex-1 truncate">
              {criterion.text} <RestsOn criterion={criterion} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

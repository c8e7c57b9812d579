import { sayRightSums } from "~/lib/report/words";
import type { CheckedFigures } from "~/lib/report/report-view";

/** What a program found in a section's figures. It is no mark: who judges was told the same. */
export function FigureCheck({ figures }: { figures: CheckedFigures }) {
  const { right, wrong } = figures;
  if (wrong.length === 0) {
    return <p className="text-ink-soft text-small mt-6">{sayRightSums(right, 0)}</p>;
  }
  return (
    <div className="text-small mt-8 max-w-2xl">
      <h4 className="text-base font-semibold">Figures worth another look</h4>
      <ul className="mt-2 list-disc space-y-2 pl-5">
        {wrong.map(({ text, computed }, index) => (
          <li key={index}>
            “{text}” <span className="text-ink-soft">We get {computed}.</span>
          </li>
        ))}
      </ul>
      {right > 0 && <p className="text-ink-soft mt-2">{sayRightSums(right, wrong.length)}</p>}
    </div>
  );
}

import { LEVEL_TITLES } from "#domain/problems/scale";
import type { CriterionView } from "~/lib/report/report-view";
import { formatPoints } from "~/lib/report/format";
import { DECIDED_BY_WORDS, sayConfidence } from "~/lib/report/words";

/** How the verdict came about, for who wants to know. */
export function CriterionDetails(props: { criterion: CriterionView }) {
  const { criterion } = props;
  const { confidence } = criterion;
  return (
    <details className="text-ink-soft text-small mt-2">
      <summary className="w-fit rounded-sm">How this was decided</summary>
      <ul className="mt-1 space-y-1 pl-4">
        <li>Expected from {LEVEL_TITLES[criterion.level].toLowerCase()} on.</li>
        <li>Weight {formatPoints(criterion.weight)}.</li>
        {confidence !== null && (
          <li>
            Confidence {sayConfidence(confidence)} ({Math.round(confidence * 100)}%).
          </li>
        )}
        <li>
          Decided{" "}
          {criterion.isEstimate && criterion.decidedBy !== "gate"
            ? "by a program that looks for ideas and doesn’t read"
            : DECIDED_BY_WORDS[criterion.decidedBy]}
          .
        </li>
        {[...new Set(criterion.notes)].map((note) => (
          <li key={note} className="wrap-anywhere">
            {note}
          </li>
        ))}
      </ul>
    </details>
  );
}

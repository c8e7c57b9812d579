import type { CriterionContent } from "#server/authoring/preview-draft";
import { LEVEL_TITLES } from "#domain/problems/scale";
import { CriterionExamples } from "~/components/review/criterion-examples";
import { formatShare } from "./format-share";

/** A criterion as a note of the report before anybody answered it, and what the judge goes by. */
export function CriterionPreview(props: {
  number: number;
  criterion: CriterionContent;
  /** Of the points of an attempt, 0–1. */
  share: number;
}) {
  const { number, criterion } = props;
  return (
    <li className="border-line border-l-2 py-1 pl-4">
      <p className="text-small flex flex-wrap items-baseline gap-x-2">
        <span className="text-mark text-fine w-5 font-bold tabular-nums">{number}</span>
        <span className="font-semibold tabular-nums">{formatShare(props.share)}</span>
        <span className="text-ink-soft">from {LEVEL_TITLES[criterion.level].toLowerCase()} on</span>
        <code className="text-ink-faint text-fine ml-auto">{criterion.id}</code>
      </p>
      <p className="mt-1 text-pretty">{criterion.text}</p>
      <p className="mt-2">
        <span className="text-mark font-semibold">Next: </span>
        {criterion.advice}
      </p>
      <div className="text-ink-soft text-small mt-2">
        <CriterionExamples criterion={criterion} />
      </div>
    </li>
  );
}

import clsx from "clsx";
import { ArrowUp } from "lucide-react";
import type { GradedResult } from "#domain/workbench/retrieval-metrics";
import type { Passage } from "#domain/workbench/toy-corpus";
import { Button } from "~/components/ui/button";

/**
 * Results from the best on, each with a button that moves it up. With up alone every order can be
 * reached, and the button that is pressed keeps the focus.
 */
export function ResultOrder(props: {
  passages: readonly Passage[];
  results: readonly GradedResult[];
  k: number;
  onMoveUp: (index: number) => void;
}) {
  return (
    <ol aria-label="Results">
      {props.passages.map(({ title, text }, index) => (
        <li
          key={title}
          className={clsx(
            "flex items-start gap-3 py-2.5",
            index > 0 &&
              (index === props.k ? "border-mark border-t-2 border-dashed" : "border-line border-t"),
          )}
        >
          <span className="text-ink-soft w-5 shrink-0 text-right tabular-nums">{index + 1}</span>
          <div className="min-w-0 grow">
            <p className="font-semibold">{title}</p>
            <p className="text-ink-soft text-small">{text}</p>
            <p className="text-small mt-0.5 tabular-nums">
              {sayGain(props.results[index], index, props.k)}
            </p>
          </div>
          <Button
            size="sm"
            className="shrink-0 print:hidden"
            aria-label={`Move “${title}” up`}
            aria-disabled={index === 0}
            onClick={() => index > 0 && props.onMoveUp(index)}
          >
            <ArrowUp aria-hidden className="size-4" />
          </Button>
        </li>
      ))}
    </ol>
  );
}

function sayGain(result: GradedResult | undefined, index: number, k: number): string {
  if (result === undefined || result.grade === 0) return "Not relevant";
  const { grade, gain, discount } = result;
  if (index >= k) return `Grade ${grade}, after rank ${k}: no gain`;
  return `Grade ${grade}: gain ${gain} × ${discount.toFixed(3)} = ${(gain * discount).toFixed(2)}`;
}

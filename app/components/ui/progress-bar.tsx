import type { ReactNode } from "react";

/** How much of a known amount is done, with the figures in words. */
export function ProgressBar(props: {
  label: ReactNode;
  done: number;
  of: number;
  /** In words, where the plain numbers are none. */
  figures?: string;
}) {
  const share = props.of === 0 ? 0 : Math.min(1, props.done / props.of);
  return (
    <div>
      <div className="mb-1 flex justify-between gap-4">
        <span>{props.label}</span>
        <span className="text-ink-soft tabular-nums">
          {props.figures ?? `${props.done} of ${props.of}`}
        </span>
      </div>
      <progress
        value={props.done}
        max={Math.max(1, props.of)}
        aria-label={typeof props.label === "string" ? props.label : "Progress"}
        className="sr-only"
      />
      <div aria-hidden className="bg-sunken border-line h-2 overflow-hidden rounded-full border">
        <div
          className="bg-accent h-full origin-left transition-transform duration-300"
          style={{ transform: `scaleX(${share})` }}
        />
      </div>
    </div>
  );
}

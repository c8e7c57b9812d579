import clsx from "clsx";
import { Columns2, PanelLeft, PanelRight } from "lucide-react";
import type { Layout } from "./use-split";

const LAYOUTS = [
  { layout: "drawing", words: "Drawing only", icon: PanelLeft },
  { layout: "both", words: "Drawing and answers", icon: Columns2 },
  { layout: "answers", words: "Answers only", icon: PanelRight },
] as const;

/** Which sides are shown: one, or both. In a narrow window the sides take turns instead. */
export function LayoutSwitch(props: { layout: Layout; onLayout: (layout: Layout) => void }) {
  return (
    <div
      role="group"
      aria-label="Layout"
      className="border-line hidden rounded-md border min-[1100px]:flex"
    >
      {LAYOUTS.map(({ layout, words, icon: Icon }) => (
        <button
          key={layout}
          type="button"
          aria-label={words}
          title={words}
          aria-pressed={props.layout === layout}
          onClick={() => props.onLayout(layout)}
          className={clsx(
            "rounded-md p-1.5",
            props.layout === layout ? "bg-accent-soft text-ink" : "text-ink-soft hover:bg-sunken",
          )}
        >
          <Icon aria-hidden className="size-4.5" />
        </button>
      ))}
    </div>
  );
}

import clsx from "clsx";
import type { KeyboardEvent } from "react";

/** A line between two parts of the room that mouse, finger and keyboard can move. */
export function Divider(props: {
  /** Of the line: a vertical one is moved sideways. */
  orientation: "vertical" | "horizontal";
  label: string;
  value: number;
  valueText: string;
  title: string;
  /** Where it is dragged to, in px of the window. */
  onDrag: (at: { clientX: number; clientY: number }) => void;
  onReset: () => void;
  /** @returns false for a key that isn't its own */
  onKey: (key: string) => boolean;
  className: string;
}) {
  function press(event: KeyboardEvent) {
    if (props.onKey(event.key)) event.preventDefault();
  }
  return (
    // A separator that moves is a widget of its own: it takes focus and has a value.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-orientation={props.orientation}
      aria-label={props.label}
      aria-valuenow={Math.round(props.value)}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={props.valueText}
      title={props.title}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) props.onDrag(event);
      }}
      onDoubleClick={props.onReset}
      onKeyDown={press}
      className={clsx(
        "bg-line hover:bg-accent focus-visible:bg-accent group relative z-10 touch-none",
        props.orientation === "vertical" ? "cursor-col-resize" : "cursor-row-resize",
        props.className,
      )}
    >
      <span
        className={clsx(
          "bg-surface border-line-strong group-hover:border-accent absolute top-1/2 left-1/2 -translate-x-1/2 -translate-y-1/2 rounded-full border",
          props.orientation === "vertical" ? "h-10 w-3" : "h-3 w-10",
        )}
      />
    </div>
  );
}

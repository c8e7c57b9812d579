import clsx from "clsx";
import { useRef } from "react";
import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import { START_PERCENT } from "./use-split";

const STEP_PERCENT = 4;
/** Nearer to an edge than this, the divider snaps to it. */
const SNAP_PERCENT = 12;

function settle(percent: number): number {
  if (percent < SNAP_PERCENT) return 0;
  if (percent > 100 - SNAP_PERCENT) return 100;
  return percent;
}

/**
 * Two sides with a divider between them that mouse, finger and keyboard can move; each side can have
 * all of the room. Narrow windows show one side at a time: `narrowSide` says which.
 */
export function SplitPane(props: {
  left: ReactNode;
  right: ReactNode;
  leftLabel: string;
  rightLabel: string;
  narrowSide: "left" | "right";
  /** Share of the width that the left side has, in per cent; 0 and 100 give one side all of it. */
  percent: number;
  onPercent: (percent: number) => void;
}) {
  const { percent, onPercent: setPercent } = props;
  const frame = useRef<HTMLDivElement>(null);
  const isLeftFull = percent === 100;
  const isRightFull = percent === 0;

  function drag(event: PointerEvent<HTMLDivElement>) {
    const box = frame.current?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    setPercent(settle(((event.clientX - box.left) / box.width) * 100));
  }

  function press(event: KeyboardEvent<HTMLDivElement>) {
    const next = findKeyTarget(event.key, percent);
    if (next === null) return;
    event.preventDefault();
    setPercent(Math.min(100, Math.max(0, next)));
  }

  const narrow = {
    left: "max-[899px]:hidden",
    right: "max-[899px]:hidden",
    [props.narrowSide]: "",
  };
  return (
    <div ref={frame} className="flex min-h-0 flex-1 flex-col min-[900px]:flex-row">
      <section
        aria-label={props.leftLabel}
        hidden={false}
        style={{ flexGrow: percent }}
        className={clsx(
          "relative min-h-0 min-w-0 basis-0 overflow-hidden max-[899px]:!grow",
          isRightFull && "min-[900px]:invisible",
          narrow.left,
        )}
      >
        {props.left}
      </section>
      {/* A separator that moves is a widget of its own: it takes focus and has a value. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={`Divider between ${props.leftLabel.toLowerCase()} and ${props.rightLabel.toLowerCase()}`}
        aria-valuenow={Math.round(percent)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={describe(percent, props)}
        title="Drag, or use the arrow keys. Double press: back to the middle."
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => setPercent(START_PERCENT)}
        onKeyDown={press}
        className="bg-line hover:bg-accent focus-visible:bg-accent group relative z-10 w-1.5 shrink-0 cursor-col-resize touch-none max-[899px]:hidden"
      >
        <span className="bg-surface border-line-strong group-hover:border-accent absolute top-1/2 left-1/2 h-10 w-3 -translate-x-1/2 -translate-y-1/2 rounded-full border" />
      </div>
      <section
        aria-label={props.rightLabel}
        style={{ flexGrow: 100 - percent }}
        className={clsx(
          "min-h-0 min-w-0 basis-0 overflow-hidden max-[899px]:!grow",
          isLeftFull && "min-[900px]:invisible",
          narrow.right,
        )}
      >
        {props.right}
      </section>
    </div>
  );
}

function findKeyTarget(key: string, percent: number): number | null {
  switch (key) {
    case "ArrowLeft":
      return percent === 100 ? 100 - SNAP_PERCENT : settle(percent - STEP_PERCENT);
    case "ArrowRight":
      return percent === 0 ? SNAP_PERCENT : settle(percent + STEP_PERCENT);
    case "Home":
      return 0;
    case "End":
      return 100;
    case "Enter":
      return START_PERCENT;
    default:
      return null;
  }
}

function describe(percent: number, labels: { leftLabel: string; rightLabel: string }): string {
  if (percent === 0) return `${labels.rightLabel} only`;
  if (percent === 100) return `${labels.leftLabel} only`;
  return `${labels.leftLabel} ${Math.round(percent)} per cent`;
}

import { useRef } from "react";
import type { CSSProperties, KeyboardEvent, PointerEvent, ReactNode, Ref } from "react";
import { DOCK_ID } from "./dock";
import type { DockPanel } from "./dock";
import "./split-pane.css";
import { START_PERCENT } from "./use-split";

const STEP_PERCENT = 4;
/** As wide as the canvas stays, and as the answers do; the same as in split-pane.css. */
const MIN_LEFT_PX = 732;
const MIN_RIGHT_PX = 320;
const DIVIDER_PX = 6;

/** Nearer to an edge than half of what a side needs, the divider snaps to that edge. */
function settle(percent: number, widthPx: number): number {
  const [minLeft, minRight] = [MIN_LEFT_PX, MIN_RIGHT_PX].map(
    (min) => (min / Math.max(1, widthPx - DIVIDER_PX)) * 100,
  ) as [number, number];
  if (percent < minLeft / 2) return 0;
  if (percent > 100 - minRight / 2) return 100;
  return Math.max(minLeft, Math.min(100 - minRight, percent));
}

/**
 * Two sides with a divider between them that mouse, finger and keyboard can move; each side can have
 * all of the room. Below 1100 px one side is shown at a time: `narrowSide` says which. Panels have
 * one place in it, the dock (split-pane.css says where).
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
  /** What the dock shows; null while it is closed. */
  docked: DockPanel | null;
  /** What of the dock is not put into its place from elsewhere. */
  dock: ReactNode;
  dockPlace: Ref<HTMLDivElement>;
}) {
  const { percent, onPercent: setPercent } = props;
  const frame = useRef<HTMLDivElement>(null);

  function drag(event: PointerEvent<HTMLDivElement>) {
    const box = frame.current?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    setPercent(settle(((event.clientX - box.left) / box.width) * 100, box.width));
  }

  function press(event: KeyboardEvent<HTMLDivElement>) {
    const next = findKeyTarget(event.key, percent, frame.current?.clientWidth ?? 0);
    if (next === null) return;
    event.preventDefault();
    setPercent(next);
  }

  return (
    <div
      ref={frame}
      data-narrow={props.narrowSide}
      data-shown={percent === 100 ? "left" : percent === 0 ? "right" : undefined}
      data-docked={props.docked ?? undefined}
      style={{ "--left": `${percent}fr`, "--right": `${100 - percent}fr` } as CSSProperties}
      className="room min-h-0 flex-1"
    >
      <section aria-label={props.leftLabel} className="room-left min-h-0 min-w-0 overflow-hidden">
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
        title="Drag, or use the arrow keys. Double-click to center it."
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => setPercent(START_PERCENT)}
        onKeyDown={press}
        className="room-divider bg-line hover:bg-accent focus-visible:bg-accent group relative z-10 cursor-col-resize touch-none"
      >
        <span className="bg-surface border-line-strong group-hover:border-accent absolute top-1/2 left-1/2 h-10 w-3 -translate-x-1/2 -translate-y-1/2 rounded-full border" />
      </div>
      <section aria-label={props.rightLabel} className="room-right min-h-0 min-w-0 overflow-hidden">
        {props.right}
      </section>
      <div
        ref={props.dockPlace}
        id={DOCK_ID}
        className="room-dock border-line bg-surface relative z-[1] overflow-hidden data-[open]:border-t"
        data-open={props.docked ?? undefined}
      >
        {props.dock}
      </div>
    </div>
  );
}

function findKeyTarget(key: string, percent: number, widthPx: number): number | null {
  switch (key) {
    case "ArrowLeft":
      return settle(percent === 100 ? START_PERCENT : percent - STEP_PERCENT, widthPx);
    case "ArrowRight":
      return settle(percent === 0 ? START_PERCENT : percent + STEP_PERCENT, widthPx);
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
  return `${labels.leftLabel} ${Math.round(percent)} percent`;
}

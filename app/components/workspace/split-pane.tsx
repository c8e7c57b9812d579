import { useRef } from "react";
import type { CSSProperties, ReactNode, Ref } from "react";
import { Divider } from "./divider";
import { DOCK_ID } from "./dock";
import type { DockPanel } from "./dock";
import "./split-pane.css";
import { START_PERCENT, type Split } from "./use-split";

const STEP_PERCENT = 4;
/** As wide as the canvas stays, and as the answers do; the same as in split-pane.css. */
const MIN_LEFT_PX = 732;
const MIN_RIGHT_PX = 320;
const DIVIDER_PX = 6;
/** Of the height: a dock keeps its title and a few lines, and so does what is written above it. */
const MIN_DOCK_PERCENT = 20;
const MAX_DOCK_PERCENT = 75;
/** About as high as it opens on a laptop. */
const START_DOCK_PERCENT = 40;

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
 * one place in it, the dock (split-pane.css says where); below the answers it can be sized.
 */
export function SplitPane(props: {
  left: ReactNode;
  right: ReactNode;
  leftLabel: string;
  rightLabel: string;
  narrowSide: "left" | "right";
  split: Split;
  /** What the dock shows; null while it is closed. */
  docked: DockPanel | null;
  /** What of the dock is not put into its place from elsewhere. */
  dock: ReactNode;
  dockPlace: Ref<HTMLDivElement>;
}) {
  const { percent, setPercent, dockPercent, setDockPercent } = props.split;
  const frame = useRef<HTMLDivElement>(null);

  function drag({ clientX }: { clientX: number }) {
    const box = frame.current?.getBoundingClientRect();
    if (box) setPercent(settle(((clientX - box.left) / box.width) * 100, box.width));
  }
  function press(key: string): boolean {
    const next = findKeyTarget(key, percent, frame.current?.clientWidth ?? 0);
    if (next !== null) setPercent(next);
    return next !== null;
  }
  function sizeDock(next: number) {
    setDockPercent(Math.max(MIN_DOCK_PERCENT, Math.min(MAX_DOCK_PERCENT, next)));
  }
  function dragDock({ clientY }: { clientY: number }) {
    const box = frame.current?.getBoundingClientRect();
    if (box) sizeDock(((box.bottom - clientY) / box.height) * 100);
  }
  function pressDock(key: string): boolean {
    const dock = document.getElementById(DOCK_ID);
    const now = ((dock?.offsetHeight ?? 0) / Math.max(1, frame.current?.clientHeight ?? 0)) * 100;
    if (key === "ArrowUp") sizeDock(now + STEP_PERCENT);
    else if (key === "ArrowDown") sizeDock(now - STEP_PERCENT);
    else if (key === "Enter") setDockPercent(null);
    else return false;
    return true;
  }

  return (
    <div
      ref={frame}
      data-narrow={props.narrowSide}
      data-shown={percent === 100 ? "left" : percent === 0 ? "right" : undefined}
      data-docked={props.docked ?? undefined}
      style={
        {
          "--left": `${percent}fr`,
          "--right": `${100 - percent}fr`,
          ...(dockPercent !== null && { "--dock": `${dockPercent}%`, "--writing": "0px" }),
        } as CSSProperties
      }
      className="room min-h-0 flex-1"
    >
      <section aria-label={props.leftLabel} className="room-left min-h-0 min-w-0 overflow-hidden">
        {props.left}
      </section>
      <Divider
        orientation="vertical"
        label={`Divider between ${props.leftLabel.toLowerCase()} and ${props.rightLabel.toLowerCase()}`}
        value={percent}
        valueText={describe(percent, props)}
        title="Drag, or use the arrow keys. Double-click to center it."
        onDrag={drag}
        onReset={() => setPercent(START_PERCENT)}
        onKey={press}
        className="room-divider"
      />
      <section aria-label={props.rightLabel} className="room-right min-h-0 min-w-0 overflow-hidden">
        {props.right}
      </section>
      <Divider
        orientation="horizontal"
        label="Height of the panel below the answers"
        value={dockPercent ?? START_DOCK_PERCENT}
        valueText={dockPercent === null ? "as it opens" : `${Math.round(dockPercent)} percent`}
        title="Drag, or use the arrow keys. Double-click to put it back."
        onDrag={dragDock}
        onReset={() => setDockPercent(null)}
        onKey={pressDock}
        className="room-grip"
      />
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

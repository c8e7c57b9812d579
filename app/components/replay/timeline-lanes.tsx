import clsx from "clsx";
import { useMemo } from "react";
import { groupTicks, LANE_TITLES, LANES, listActivity, sayClock } from "~/lib/report/replay-track";
import type { LaneId, Tick } from "~/lib/report/replay-track";
import type { Replay, ReplayEvent } from "~/lib/report/replay-view";

/** Width of the rows' names. */
const NAMES = "6.25rem";
/** Of a slider, in browsers: its middle is the position. */
const THUMB = "1rem";
const UNITS = 1_000;

/**
 * The whole session at a glance: a row for the interviewer, the drawing and each section, with a stroke
 * for every save that changed it, and what happened at its moment. Gaps are time in which nothing was
 * saved. The slider lies over the rows, without a look of its own; ticks are also in the list below it,
 * which is for the keyboard.
 */
export function TimelineLanes(props: { replay: Replay; at: number; onSeek: (at: number) => void }) {
  const { replay, at, onSeek } = props;
  const { frames, events, end } = replay;
  const activity = useMemo(() => listActivity(frames), [frames]);
  const ticks = useMemo(() => groupTicks(events, end), [events, end]);
  const share = (ms: number): number => (end === 0 ? 1 : ms / end);
  return (
    <div className="outline-accent relative mt-4 rounded-sm outline-offset-4 has-[input:focus-visible]:outline-2">
      <div aria-hidden className="text-small">
        {LANES.map((lane) => (
          <Lane
            key={lane}
            lane={lane}
            worked={activity[lane].map(share)}
            ticks={ticks.filter((tick) => tick.lane === lane)}
            share={share}
            onSeek={onSeek}
          />
        ))}
        <div
          className="bg-mark pointer-events-none absolute inset-y-0 z-20 w-0.5 -translate-x-1/2"
          style={{ left: `calc(${NAMES} + (100% - ${NAMES}) * ${share(at)})` }}
        >
          <span className="bg-mark absolute -top-1.5 left-1/2 size-3 -translate-x-1/2 rounded-full" />
        </div>
      </div>
      <input
        type="range"
        aria-label="Position"
        aria-valuetext={`${sayClock(at)} of ${sayClock(end)}`}
        min={0}
        max={Math.max(1, end)}
        step={1}
        value={at}
        onChange={(event) => onSeek(Number(event.currentTarget.value))}
        className="absolute inset-y-0 z-[5] h-full cursor-pointer opacity-0"
        style={{ left: `calc(${NAMES} - ${THUMB} / 2)`, width: `calc(100% - ${NAMES} + ${THUMB})` }}
      />
    </div>
  );
}

function Lane(props: {
  lane: LaneId;
  /** Shares of the whole, 0–1. */
  worked: number[];
  ticks: Tick[];
  share: (ms: number) => number;
  onSeek: (at: number) => void;
}) {
  const { lane, worked, ticks, share, onSeek } = props;
  const strokes = worked.map((x) => `M${(x * UNITS).toFixed(1)} 4V20`).join("");
  return (
    <div className="border-line flex h-6 border-b">
      <span className="text-ink-soft shrink-0 truncate pr-2" style={{ width: NAMES }}>
        {LANE_TITLES[lane]}
      </span>
      <div className="relative min-w-0 grow">
        <svg
          viewBox={`0 0 ${UNITS} 24`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          <path
            d={strokes}
            className="stroke-accent fill-none opacity-45"
            strokeWidth={2}
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        {ticks.map((tick) => (
          <TickMark
            key={`${tick.at} ${tick.events[0]?.title}`}
            tick={tick}
            share={share}
            onSeek={onSeek}
          />
        ))}
      </div>
    </div>
  );
}

const LOOKS: Record<ReplayEvent["kind"], { style: string; word: string }> = {
  question: { style: "bg-ink text-paper", word: "?" },
  hint: { style: "bg-warn-soft text-warn border border-warn", word: "Hint" },
  curveball: { style: "bg-mark text-paper", word: "Curveball" },
  won: { style: "bg-ok-soft text-met border border-met", word: "Met" },
  end: { style: "bg-ink text-paper", word: "End" },
};

/** Kept within the row at its right end. */
const LATE_SHARE = 0.8;

function TickMark(props: {
  tick: Tick;
  share: (ms: number) => number;
  onSeek: (at: number) => void;
}) {
  const { tick, share, onSeek } = props;
  const [first] = tick.events;
  if (!first) return null;
  const { style, word } = LOOKS[first.kind];
  const more = tick.events.length > 1 ? ` +${tick.events.length - 1}` : "";
  return (
    <button
      type="button"
      tabIndex={-1}
      title={tick.events.map(({ at, title }) => `${sayClock(at)} ${title}`).join("\n")}
      data-tick={first.kind}
      className={clsx(
        "absolute top-1/2 z-10 -translate-y-1/2 rounded-sm px-1 text-[0.6875rem] leading-4 font-bold whitespace-nowrap",
        // No room for words: a bar of the same colour.
        "max-sm:h-4 max-sm:w-2 max-sm:overflow-hidden max-sm:px-0 max-sm:text-transparent",
        share(tick.at) > LATE_SHARE && "-translate-x-full",
        style,
      )}
      style={{ left: `${share(tick.at) * 100}%` }}
      onClick={() => onSeek(tick.at)}
    >
      {first.mark ?? word}
      {more}
    </button>
  );
}

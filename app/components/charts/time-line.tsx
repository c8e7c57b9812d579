import { formatTime } from "~/lib/time";

const WIDTH = 340;
const EDGE = { left: 28, right: 34, top: 16, bottom: 22 };

/** `at` is ISO 8601; `value` of 0 to 100. One with a `note` is drawn hollow, and the note is its title. */
export type TimePoint = { key: string; at: string; value: number; note?: string };
export type TimeRange = { key: string; at: string; low: number; high: number };

/**
 * Values of 0 to 100 as they went, a point each, with the first and the newest labelled in place. The
 * figures stand in a table beside it, and in its label for who doesn't see it.
 */
export function TimeLine(props: {
  title: string;
  points: readonly TimePoint[];
  timeZone: string;
  unit?: string;
  height?: number;
}) {
  const { points, timeZone, unit = "", height = 118 } = props;
  const toX = createScaleX(points);
  const toY = createScaleY(height);
  const last = points.at(-1);
  const ends = points.length > 1 ? [points[0], last] : [last];
  const said = points.map(
    ({ at, value, note }) =>
      `${formatTime(at, "date", timeZone)}: ${Math.round(value)}${unit}${note ? `, ${note}` : ""}`,
  );
  return (
    <svg
      role="img"
      aria-label={`${props.title}. ${said.join("; ")}.`}
      viewBox={`0 0 ${WIDTH} ${height}`}
      className="h-auto w-full max-w-[27rem] overflow-visible"
    >
      <Frame toY={toY} ends={ends.flatMap((end) => end ?? [])} toX={toX} timeZone={timeZone} />
      <polyline
        points={points.map((point) => `${toX(point)},${toY(point.value)}`).join(" ")}
        fill="none"
        strokeWidth="2"
        strokeLinejoin="round"
        className="stroke-accent"
      />
      {points.map((point) => (
        <circle
          key={point.key}
          cx={toX(point)}
          cy={toY(point.value)}
          r={point === last ? 4 : 2.75}
          strokeWidth="2"
          className={point.note ? "fill-paper stroke-accent" : "fill-accent"}
        >
          {point.note && <title>{point.note}</title>}
        </circle>
      ))}
      {ends.map((end, index) =>
        end === undefined ? null : (
          <text
            key={end.key}
            x={toX(end) + (end === last ? 8 : 0)}
            y={toY(end.value) + (end === last ? 4 : -7)}
            textAnchor={end === last ? "start" : "middle"}
            className={
              index === ends.length - 1
                ? "fill-ink text-[0.875rem] font-semibold tabular-nums"
                : "fill-ink-soft text-[0.75rem] tabular-nums"
            }
          >
            {Math.round(end.value)}
            {unit}
          </text>
        ),
      )}
    </svg>
  );
}

/** The same of ranges: a bar from low to high each, and no line, as no value is known. */
export function RangeLine(props: {
  title: string;
  ranges: readonly TimeRange[];
  timeZone: string;
  height?: number;
}) {
  const { ranges, timeZone, height = 140 } = props;
  const toX = createScaleX(ranges);
  const toY = createScaleY(height);
  const last = ranges.at(-1);
  const ends = ranges.length > 1 ? [ranges[0], last] : [last];
  const said = ranges.map(
    ({ at, low, high }) => `${formatTime(at, "date", timeZone)}: ${low} to ${high}`,
  );
  return (
    <svg
      role="img"
      aria-label={`${props.title}. ${said.join("; ")}.`}
      viewBox={`0 0 ${WIDTH} ${height}`}
      className="h-auto w-full max-w-[27rem] overflow-visible"
    >
      <Frame toY={toY} ends={ends.flatMap((end) => end ?? [])} toX={toX} timeZone={timeZone} />
      {ranges.map((range) => (
        <rect
          key={range.key}
          x={toX(range) - 3}
          width="6"
          y={toY(range.high)}
          height={toY(range.low) - toY(range.high)}
          rx="3"
          className="fill-ink-faint"
        />
      ))}
      {last && (
        <g className="fill-ink text-[0.75rem] font-semibold tabular-nums">
          <text x={toX(last) + 7} y={toY(last.high) + 8}>
            {last.high}
          </text>
          <text x={toX(last) + 7} y={toY(last.low)}>
            {last.low}
          </text>
        </g>
      )}
    </svg>
  );
}

function Frame(props: {
  toX: (point: { at: string }) => number;
  toY: (value: number) => number;
  ends: readonly { key: string; at: string }[];
  timeZone: string;
}) {
  const { toX, toY, ends, timeZone } = props;
  return (
    <>
      {[0, 50, 100].map((at) => (
        <g key={at}>
          <line
            x1={EDGE.left}
            x2={WIDTH - EDGE.right}
            y1={toY(at)}
            y2={toY(at)}
            className="stroke-line"
          />
          <text
            x={EDGE.left - 6}
            y={toY(at) + 4}
            textAnchor="end"
            className="fill-ink-soft text-[0.75rem] tabular-nums"
          >
            {at}
          </text>
        </g>
      ))}
      {ends.map((end, index) => (
        <text
          key={end.key}
          x={toX(end)}
          y={toY(0) + 17}
          textAnchor={ends.length === 1 ? "middle" : index === 0 ? "start" : "end"}
          className="fill-ink-soft text-[0.75rem]"
        >
          {formatTime(end.at, "day", timeZone)}
        </text>
      ))}
    </>
  );
}

/** A single point is drawn in the middle. */
function createScaleX(points: readonly { at: string }[]): (point: { at: string }) => number {
  const times = points.map(({ at }) => Date.parse(at));
  const first = Math.min(...times);
  const span = Math.max(...times) - first;
  const inset = 8;
  const width = WIDTH - EDGE.left - EDGE.right - 2 * inset;
  return ({ at }) => {
    const share = span === 0 ? 0.5 : (Date.parse(at) - first) / span;
    return round(EDGE.left + inset + share * width);
  };
}

function createScaleY(height: number): (value: number) => number {
  return (value) => round(EDGE.top + (1 - value / 100) * (height - EDGE.top - EDGE.bottom));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

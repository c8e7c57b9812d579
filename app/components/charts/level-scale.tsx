import { LEVEL_TITLES } from "#domain/problems/scale";
import type { Level } from "#domain/problems/scale";
import { formatTotal } from "~/lib/report/format";
import { HELD_WORDS } from "~/lib/report/result-words";

const BASE_Y = 42;

/**
 * Points of 100 on a line, with the bar of each level as a mark named in place: a reading, not a
 * traffic light. The same on screen and paper. Without a total it shows the bars alone.
 */
export function LevelScale(props: {
  total: number | null;
  bars: readonly { level: Level; bar: number }[];
  /** What the total alone would say isn't the level. */
  isHeld?: boolean;
}) {
  const { total } = props;
  const said = props.bars.map(({ level, bar }) => `${LEVEL_TITLES[level]} at ${bar}`).join(", ");
  return (
    <svg
      role="img"
      aria-label={`${total === null ? "" : `${formatTotal(total)} of 100 points${props.isHeld ? `, ${HELD_WORDS}` : ""}. `}Bars: ${said}.`}
      className="h-24 w-full overflow-visible"
    >
      <line x1="0" x2="100%" y1={BASE_Y} y2={BASE_Y} className="stroke-line-strong" />
      {total !== null && (
        <line
          x1="0"
          x2={`${total}%`}
          y1={BASE_Y}
          y2={BASE_Y}
          strokeWidth="3"
          className="stroke-mark"
        />
      )}
      {[0, 100].map((end) => (
        <line
          key={end}
          x1={`${end}%`}
          x2={`${end}%`}
          y1={BASE_Y - 4}
          y2={BASE_Y + 4}
          className="stroke-line-strong"
        />
      ))}
      {props.bars.map(({ level, bar }) => (
        <g key={level} textAnchor="middle">
          <line
            x1={`${bar}%`}
            x2={`${bar}%`}
            y1={BASE_Y - 9}
            y2={BASE_Y + 12}
            strokeWidth="1.5"
            className="stroke-ink"
          />
          <text x={`${bar}%`} y={BASE_Y + 29} className="fill-ink text-small font-semibold">
            {LEVEL_TITLES[level]}
          </text>
          <text x={`${bar}%`} y={BASE_Y + 46} className="fill-ink-soft text-sm tabular-nums">
            {bar}
          </text>
        </g>
      ))}
      {total !== null && <Pen total={total} isHeld={props.isHeld === true} />}
    </svg>
  );
}

/** The tip of a pen on the line, at what was reached. */
function Pen({ total, isHeld }: { total: number; isHeld: boolean }) {
  return (
    <svg x={`${total}%`} y={BASE_Y} className="overflow-visible">
      <path
        d="M-7.5 -19.6C-5 -13.2 -2.8 -8 0.2 -3.2C2.5 -8.6 4.9 -13.5 7.6 -19.2C2.6 -20.3 -2.4 -20.2 -7.5 -19.6Z"
        className="fill-mark"
      />
      <text
        y="-25"
        textAnchor={total > (isHeld ? 70 : 90) ? "end" : "middle"}
        className="fill-mark text-small font-semibold"
      >
        you{isHeld && `, ${HELD_WORDS}`}
      </text>
    </svg>
  );
}

const HEIGHT = 96;
const TOP = 28;
const BASE_Y = TOP + HEIGHT;

export type DayBar = {
  /** "2026-03-10" */
  day: string;
  /** Null where it is not known: marked, and never drawn as nought. */
  value: number | null;
};

/**
 * A quantity by day: the largest and the newest are labelled in place, and the ends of the line. The
 * same figures stand in a table beside it, so a screen reader is spared the picture.
 */
export function DayBars(props: { days: DayBar[]; format: (value: number) => string }) {
  const { days, format } = props;
  const width = 100 / days.length;
  const largest = days.reduce((max, { value }) => Math.max(max, value ?? 0), 0);
  const peak = days.findIndex(({ value }) => value !== null && value > 0 && value === largest);
  return (
    <svg aria-hidden className="h-40 w-full overflow-visible">
      {days.map(({ day, value }, index) => (
        <Bar
          key={day}
          x={index * width}
          width={width}
          share={value === null || largest === 0 ? null : value / largest}
          isUnknown={value === null}
          isPeak={index === peak}
        />
      ))}
      <line x1="0" x2="100%" y1={BASE_Y} y2={BASE_Y} className="stroke-line-strong" />
      {peak >= 0 && (
        <text
          x={`${(peak + 0.5) * width}%`}
          y={TOP - 8}
          textAnchor={toAnchor((peak + 0.5) / days.length)}
          className="fill-mark text-small font-semibold tabular-nums"
        >
          {format(largest)}
        </text>
      )}
      {[days[0], days.at(-1)].map((end, index) => (
        <text
          key={index === 0 ? "first" : "last"}
          x={index === 0 ? "0" : "100%"}
          y={BASE_Y + 22}
          textAnchor={index === 0 ? "start" : "end"}
          className="fill-ink-soft text-sm tabular-nums"
        >
          {end?.day}
        </text>
      ))}
    </svg>
  );
}

function Bar(props: {
  x: number;
  width: number;
  share: number | null;
  isUnknown: boolean;
  isPeak: boolean;
}) {
  const inset = props.width * 0.15;
  const place = { x: `${props.x + inset}%`, width: `${props.width - 2 * inset}%` };
  if (props.isUnknown) {
    return (
      <rect
        {...place}
        y={BASE_Y - 10}
        height="10"
        strokeDasharray="2 2"
        className="stroke-ink-faint fill-none"
      />
    );
  }
  if (props.share === null || props.share === 0) return null;
  const height = Math.max(1.5, props.share * HEIGHT);
  return (
    <rect
      {...place}
      y={BASE_Y - height}
      height={height}
      className={props.isPeak ? "fill-mark" : "fill-mark/55"}
    />
  );
}

/** A label near an end must not run out of the picture. */
function toAnchor(share: number): "start" | "middle" | "end" {
  if (share < 0.1) return "start";
  return share > 0.9 ? "end" : "middle";
}

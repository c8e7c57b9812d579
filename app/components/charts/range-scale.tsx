const BASE_Y = 14;

/** A range on a line from 0 to 100. No bar of a level stands on it: an estimate reaches none. */
export function RangeScale({ low, high }: { low: number; high: number }) {
  return (
    <svg
      role="img"
      aria-label={`Between ${low} and ${high} of 100 points.`}
      className="h-12 w-full overflow-visible"
    >
      <line x1="0" x2="100%" y1={BASE_Y} y2={BASE_Y} className="stroke-line-strong" />
      <rect
        x={`${low}%`}
        width={`${high - low}%`}
        y={BASE_Y - 5}
        height="10"
        rx="5"
        className="fill-mark opacity-45"
      />
      {[0, 100].map((end) => (
        <g key={end}>
          <line
            x1={`${end}%`}
            x2={`${end}%`}
            y1={BASE_Y - 4}
            y2={BASE_Y + 4}
            className="stroke-line-strong"
          />
          <text
            x={`${end}%`}
            y={BASE_Y + 24}
            textAnchor="middle"
            className="fill-ink-soft text-sm tabular-nums"
          >
            {end}
          </text>
        </g>
      ))}
    </svg>
  );
}

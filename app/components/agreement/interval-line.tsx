import type { Figure } from "#server/reviews/agreement/figures";

/** Left and right end of the scale of kappa. What lies below is drawn at the left end. */
const LOW = -0.2;
const HIGH = 1;

function toPercent(kappa: number): number {
  return (100 * (Math.min(HIGH, Math.max(LOW, kappa)) - LOW)) / (HIGH - LOW);
}

/** Kappa as a dot and its interval as a line, on the same scale in every row. Figures stand beside. */
export function IntervalLine({ figure }: { figure: Figure }) {
  const { value, interval } = figure;
  return (
    <svg aria-hidden className="h-6 w-full overflow-visible">
      {[0, 0.5, 1].map((at) => (
        <line
          key={at}
          x1={`${toPercent(at)}%`}
          x2={`${toPercent(at)}%`}
          y1="0"
          y2="24"
          className={at === 0 ? "stroke-line-strong" : "stroke-line"}
        />
      ))}
      {interval !== null && (
        <line
          x1={`${toPercent(interval.low)}%`}
          x2={`${toPercent(interval.high)}%`}
          y1="12"
          y2="12"
          strokeWidth="2"
          className="stroke-mark"
        />
      )}
      {value !== null && (
        <circle cx={`${toPercent(value)}%`} cy="12" r="4.5" className="fill-mark" />
      )}
    </svg>
  );
}

/** The scale above the rows, named in place. */
export function IntervalScale() {
  return (
    <svg aria-hidden className="h-5 w-full overflow-visible">
      {[0, 0.5, 1].map((at) => (
        <text
          key={at}
          x={`${toPercent(at)}%`}
          y="14"
          textAnchor={at === 1 ? "end" : "middle"}
          className="fill-ink-soft text-sm tabular-nums"
        >
          {at}
        </text>
      ))}
    </svg>
  );
}

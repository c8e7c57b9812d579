import type { DriftLine } from "#server/reviews/agreement/measure-board";
import { formatSigned, sayAttempts } from "~/lib/figure-words";

const WIDTH = 320;
const HEIGHT = 90;
const EDGE = { left: 32, right: 28, top: 14, bottom: 24 };
/** Between the axis and the first point, so that their figures don’t meet. */
const INSET = 28;
const LOW = -0.2;

type Known = { month: string; kappa: number; attempts: number };

/** Kappa by month, a small plot for each line; a month with too few attempts is a gap in words. */
export function DriftPlots({ lines }: { lines: DriftLine[] }) {
  const months = listMonths(lines);
  return (
    <ul className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
      {lines.map((line) => (
        <li key={line.name} className="min-w-0">
          <h4 className="font-semibold wrap-anywhere">{line.name}</h4>
          <DriftPlot line={line} months={months} />
        </li>
      ))}
    </ul>
  );
}

function DriftPlot({ line, months }: { line: DriftLine; months: string[] }) {
  const known = line.points.flatMap(({ month, kappa }): Known[] =>
    kappa.value === null ? [] : [{ month, kappa: kappa.value, attempts: kappa.attempts }],
  );
  const unknown = line.points.length - known.length;
  const toX = (month: string) => {
    const share = months.length < 2 ? 0.5 : months.indexOf(month) / (months.length - 1);
    return EDGE.left + INSET + share * (WIDTH - EDGE.left - INSET - EDGE.right);
  };
  const toY = (kappa: number) =>
    EDGE.top + ((1 - Math.max(LOW, kappa)) / (1 - LOW)) * (HEIGHT - EDGE.top - EDGE.bottom);
  const said = known
    .map(
      ({ month, kappa, attempts }) =>
        `${month}: ${formatSigned(kappa, 2)}, ${sayAttempts(attempts)}`,
    )
    .join("; ");
  return (
    <>
      {known.length > 0 && (
        <svg
          role="img"
          aria-label={`Kappa by month. ${said}.`}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          className="h-auto w-full max-w-[26rem] overflow-visible"
        >
          {[0, 1].map((at) => (
            <g key={at}>
              <line
                x1={EDGE.left}
                x2={WIDTH - EDGE.right}
                y1={toY(at)}
                y2={toY(at)}
                className="stroke-line"
              />
              <text
                x={EDGE.left - 8}
                y={toY(at) + 4}
                textAnchor="end"
                className="fill-ink-soft text-[0.75rem]"
              >
                {at}
              </text>
            </g>
          ))}
          <polyline
            points={known.map(({ month, kappa }) => `${toX(month)},${toY(kappa)}`).join(" ")}
            fill="none"
            strokeWidth="2"
            className="stroke-mark"
          />
          {known.map(({ month, kappa }) => (
            <g key={month} textAnchor="middle">
              <circle cx={toX(month)} cy={toY(kappa)} r="3.5" className="fill-mark" />
              <text
                x={toX(month)}
                y={toY(kappa) - 7}
                className="fill-ink text-[0.75rem] font-semibold tabular-nums"
              >
                {formatSigned(kappa, 2)}
              </text>
              <text x={toX(month)} y={HEIGHT - 6} className="fill-ink-soft text-[0.75rem]">
                {month}
              </text>
            </g>
          ))}
        </svg>
      )}
      {unknown > 0 && (
        <p className="text-ink-soft text-small">
          {unknown === 1 ? "One month has" : `${unknown} months have`} too few attempts for a
          number.
        </p>
      )}
    </>
  );
}

function listMonths(lines: DriftLine[]): string[] {
  const months = lines.flatMap(({ points }) => points.map(({ month }) => month));
  return [...new Set(months)].sort();
}

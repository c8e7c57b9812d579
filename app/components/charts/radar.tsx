const CENTRE = { x: 176, y: 142 };
const RADIUS = 90;
const LABEL_RADIUS = 108;

export type RadarAxis = { label: string; percent: number | null };

/**
 * The shape of an answer over its sections. Labelled in place; the figures stand in the table
 * beside it, so a screen reader is spared the picture.
 */
export function Radar(props: { axes: RadarAxis[] }) {
  const count = props.axes.length;
  const at = (index: number, share: number) => pointAt(index, count, share * RADIUS);
  const known = props.axes.flatMap(({ label, percent }, index) =>
    percent === null ? [] : [{ label, ...at(index, percent / 100) }],
  );
  return (
    <svg aria-hidden viewBox="0 0 352 268" className="h-auto w-full max-w-[22rem]">
      {[0.5, 1].map((share) => (
        <polygon
          key={share}
          points={toPoints(props.axes.map((_, index) => at(index, share)))}
          fill="none"
          className="stroke-line"
        />
      ))}
      {props.axes.map(({ label, percent }, index) => {
        const end = at(index, 1);
        return (
          <line
            key={label}
            x1={CENTRE.x}
            y1={CENTRE.y}
            x2={end.x}
            y2={end.y}
            strokeDasharray={percent === null ? "2 4" : undefined}
            className="stroke-line"
          />
        );
      })}
      <polygon
        points={toPoints(known)}
        strokeWidth="2"
        strokeLinejoin="round"
        className="fill-mark-soft/70 stroke-mark print:fill-none"
      />
      {known.map(({ label, x, y }) => (
        <circle key={label} cx={x} cy={y} r="3.5" className="fill-mark" />
      ))}
      {props.axes.map(({ label, percent }, index) => (
        <AxisLabel
          key={label}
          at={pointAt(index, count, LABEL_RADIUS)}
          label={label}
          value={percent === null ? "not assessed" : `${Math.round(percent)}`}
        />
      ))}
    </svg>
  );
}

function AxisLabel(props: { at: { x: number; y: number }; label: string; value: string }) {
  const side = props.at.x - CENTRE.x;
  const anchor = Math.abs(side) < 8 ? "middle" : side > 0 ? "start" : "end";
  // The name stands above its figure: lift the pair at the top, and draw those at the sides in.
  const x = props.at.x - (anchor === "middle" ? 0 : Math.sign(side) * 8);
  const y = props.at.y - (anchor === "middle" ? 12 : 0);
  return (
    <text x={x} y={y} textAnchor={anchor} className="fill-ink-soft text-fine">
      {props.label}
      <tspan x={x} dy="1.15em" className="fill-ink font-semibold tabular-nums">
        {props.value}
      </tspan>
    </text>
  );
}

function pointAt(index: number, count: number, radius: number): { x: number; y: number } {
  const turn = (index / count) * 2 * Math.PI - Math.PI / 2;
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    x: round(CENTRE.x + radius * Math.cos(turn)),
    y: round(CENTRE.y + radius * Math.sin(turn)),
  };
}

function toPoints(points: { x: number; y: number }[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(" ");
}

import type { AgreementBoard } from "#server/reviews/agreement/measure-board";

const SIDE = 300;
const EDGE = { left: 44, top: 12, bottom: 40, right: 12 };

const toX = (points: number) => EDGE.left + (points / 100) * SIDE;
const toY = (points: number) => EDGE.top + SIDE - (points / 100) * SIDE;

/** Each total of a person against the judge's; on the line they are the same. */
export function TotalsScatter({ totals }: { totals: AgreementBoard["totals"] }) {
  const above = totals.filter(({ judge, person }) => judge > person).length;
  const below = totals.filter(({ judge, person }) => judge < person).length;
  return (
    <svg
      role="img"
      aria-label={`${totals.length} totals. The judge gave more than the person in ${above}, less in ${below}, the same in ${totals.length - above - below}.`}
      viewBox={`0 0 ${EDGE.left + SIDE + EDGE.right} ${EDGE.top + SIDE + EDGE.bottom}`}
      className="h-auto w-full max-w-[26rem]"
    >
      {[0, 50, 100].map((at) => (
        <g key={at} className="fill-ink-soft text-fine tabular-nums">
          <line x1={toX(0)} x2={toX(100)} y1={toY(at)} y2={toY(at)} className="stroke-line" />
          <line x1={toX(at)} x2={toX(at)} y1={toY(0)} y2={toY(100)} className="stroke-line" />
          <text x={toX(0) - 8} y={toY(at) + 4} textAnchor="end">
            {at}
          </text>
          <text x={toX(at)} y={toY(0) + 18} textAnchor={at === 100 ? "end" : "middle"}>
            {at}
          </text>
        </g>
      ))}
      <line x1={toX(0)} y1={toY(0)} x2={toX(100)} y2={toY(100)} className="stroke-line-strong" />
      <text x={toX(3)} y={toY(95)} className="fill-ink-soft text-fine">
        judge gives more
      </text>
      <text x={toX(97)} y={toY(3)} textAnchor="end" className="fill-ink-soft text-fine">
        judge gives less
      </text>
      {totals.map(({ attemptId, judge, person }, index) => (
        <circle
          key={`${attemptId} ${index}`}
          cx={toX(person)}
          cy={toY(judge)}
          r="4"
          fillOpacity="0.55"
          className="fill-mark"
        />
      ))}
      <text x={toX(50)} y={toY(0) + 36} textAnchor="middle" className="fill-ink text-fine">
        person’s total
      </text>
      <text
        transform={`rotate(-90 12 ${toY(50)})`}
        x={12}
        y={toY(50)}
        textAnchor="middle"
        className="fill-ink text-fine"
      >
        judge’s total
      </text>
    </svg>
  );
}

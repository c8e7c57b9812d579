import type { GradedResult } from "#domain/workbench/retrieval-metrics";

const SLOTS = 6;
const SLOT_WIDTH = 25;
const BAR_WIDTH = 17;
const TOP = 16;
const HEIGHT = 84;
const BASE_Y = TOP + HEIGHT;
/** Of grade 3. */
const LARGEST_GAIN = 7;

/**
 * What each rank adds to DCG: the outline is the gain, the filled part what is left of it after the
 * discount. Behind k nothing counts.
 */
export function GainBars(props: { title: string; results: readonly GradedResult[]; k: number }) {
  const { title, results, k } = props;
  const cut = k * SLOT_WIDTH;
  const counted = results.slice(0, k).map(({ gain, discount }) => (gain * discount).toFixed(2));
  return (
    <div>
      <p className="text-small font-semibold">{title}</p>
      <svg
        role="img"
        aria-label={`${title}: ranks 1 to ${k} add ${counted.join(", ") || "nothing"}.`}
        viewBox={`0 0 ${SLOTS * SLOT_WIDTH} ${BASE_Y + 18}`}
        className="block w-full max-w-52 text-[11px] tabular-nums"
      >
        {results.slice(0, SLOTS).map((result, index) => (
          <Bar key={index} result={result} x={index * SLOT_WIDTH} isCounted={index < k} />
        ))}
        <line
          x2={SLOTS * SLOT_WIDTH}
          y1={BASE_Y}
          y2={BASE_Y}
          className="stroke-line-strong stroke-[0.75]"
        />
        {k < SLOTS && (
          <line
            x1={cut}
            x2={cut}
            y1={TOP - 10}
            y2={BASE_Y + 14}
            strokeDasharray="3 2"
            className="stroke-mark"
          />
        )}
        {Array.from({ length: SLOTS }, (_, index) => (
          <text
            key={index}
            x={(index + 0.5) * SLOT_WIDTH}
            y={BASE_Y + 12}
            textAnchor="middle"
            className="fill-ink-soft"
          >
            {index + 1}
          </text>
        ))}
      </svg>
    </div>
  );
}

function Bar({ result, x, isCounted }: { result: GradedResult; x: number; isCounted: boolean }) {
  const { gain, discount } = result;
  if (gain === 0) return null;
  const height = (gain / LARGEST_GAIN) * HEIGHT;
  const place = { x: x + (SLOT_WIDTH - BAR_WIDTH) / 2, width: BAR_WIDTH };
  return (
    <>
      {isCounted && (
        <rect
          {...place}
          y={BASE_Y - height * discount}
          height={height * discount}
          className="fill-accent"
        />
      )}
      <rect
        {...place}
        y={BASE_Y - height}
        height={height}
        className="stroke-line-strong fill-none stroke-[0.75]"
      />
      {isCounted && (
        <text
          x={x + SLOT_WIDTH / 2}
          y={BASE_Y - height - 3}
          textAnchor="middle"
          className="fill-ink"
        >
          {(gain * discount).toFixed(2)}
        </text>
      )}
    </>
  );
}

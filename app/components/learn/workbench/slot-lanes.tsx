import type { Stay } from "#domain/workbench/continuous-batching";
import { Legend } from "./legend";

/** More lanes are too thin to tell apart. */
const MOST_LANES = 16;
const LANE = 8;
const WIDTH = 600;

const PARTS = [
  { name: "Prefill", look: "fill-mark" },
  { name: "Decode", look: "fill-accent" },
  { name: "Idle", look: "fill-sunken" },
];

/** What is in each slot over the first seconds: one drawing per policy, on the same clock. */
export function SlotLanes(props: {
  slots: number;
  seconds: number;
  runs: readonly { name: string; stays: readonly Stay[] }[];
}) {
  const { slots, seconds, runs } = props;
  const lanes = Math.min(slots, MOST_LANES);
  return (
    <figure className="flex break-inside-avoid flex-col gap-2">
      {runs.map(({ name, stays }) => (
        <div key={name}>
          <p className="text-ink-soft text-small">{name}</p>
          <svg
            aria-hidden
            className="w-full rounded-sm"
            height={lanes * LANE}
            preserveAspectRatio="none"
            viewBox={`0 0 ${WIDTH} ${lanes * LANE}`}
          >
            <rect width={WIDTH} height={lanes * LANE} className="fill-sunken" />
            {stays
              .filter(({ slot, start }) => slot < lanes && start < seconds)
              .map((stay) => (
                <Bar key={stay.request.arrival} stay={stay} scale={WIDTH / seconds} />
              ))}
          </svg>
        </div>
      ))}
      <Legend parts={PARTS}>
        <span className="text-ink-soft">
          {lanes < slots ? `Slots 1 to ${lanes}, ` : ""}
          {seconds.toPrecision(3)} s from left to right
        </span>
      </Legend>
    </figure>
  );
}

/** A request in its slot; a gap at its end tells it from the next one. */
function Bar({ stay, scale }: { stay: Stay; scale: number }) {
  const { slot, start, firstToken, end } = stay;
  const lane = { y: slot * LANE + 1, height: LANE - 2 };
  const decode = Math.max(0.5, (end - firstToken) * scale - 1);
  return (
    <>
      <rect
        {...lane}
        x={start * scale}
        width={(firstToken - start) * scale}
        className="fill-mark"
      />
      <rect {...lane} x={firstToken * scale} width={decode} className="fill-accent" />
    </>
  );
}

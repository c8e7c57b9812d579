import { Legend } from "./legend";

/** Parts of a whole as one bar, with their shares under it. No part is below 0. */
export function ShareBar(props: {
  parts: readonly { name: string; amount: number; look: string }[];
}) {
  const all = props.parts.reduce((sum, { amount }) => sum + amount, 0);
  // Of nothing, each part is nothing.
  const shares = props.parts.map(({ amount }) => (all === 0 ? 0 : amount / all));
  return (
    <figure className="flex break-inside-avoid flex-col gap-2">
      <svg
        aria-hidden
        className="h-6 w-full rounded-sm"
        preserveAspectRatio="none"
        viewBox="0 0 1 1"
      >
        {props.parts.map(({ name, look }, index) => (
          <rect
            key={name}
            x={shares.slice(0, index).reduce((sum, share) => sum + share, 0)}
            width={shares[index]}
            height="1"
            className={look}
          />
        ))}
      </svg>
      <Legend
        parts={props.parts.map(({ name, look }, index) => ({
          name,
          look,
          figure: `${Math.round((shares[index] ?? 0) * 100)}%`,
        }))}
      />
    </figure>
  );
}

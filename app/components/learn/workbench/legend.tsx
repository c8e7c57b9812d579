import type { ReactNode } from "react";

export type LegendPart = {
  name: string;
  /** A class that fills its shape. Shapes print as they are; backgrounds don't. */
  look: string;
  /** Said after the name. */
  figure?: string;
};

/** What the colors of a drawing mean. */
export function Legend(props: { parts: readonly LegendPart[]; children?: ReactNode }) {
  return (
    <figcaption className="flex flex-wrap gap-x-5 gap-y-1">
      {props.parts.map(({ name, look, figure }) => (
        <span key={name} className="flex items-center gap-1.5">
          <svg aria-hidden className="border-line-strong size-3 border" viewBox="0 0 1 1">
            <rect width="1" height="1" className={look} />
          </svg>
          {figure === undefined ? name : `${name} ${figure}`}
        </span>
      ))}
      {props.children}
    </figcaption>
  );
}

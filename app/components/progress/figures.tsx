import type { ReactNode } from "react";

/** The table behind a plot: there for who wants the figures, open on paper. */
export function Figures(props: { label?: string; children: ReactNode }) {
  return (
    <details className="mt-3">
      <summary className="text-accent text-small w-fit font-semibold">
        {props.label ?? "Show the figures"}
      </summary>
      <div className="mt-2">{props.children}</div>
    </details>
  );
}

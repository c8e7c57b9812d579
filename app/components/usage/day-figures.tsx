import type { ReactNode } from "react";
import { FigureTable } from "~/components/ui/figure-table";

/** A plot, and under it the same figures as a table that opens. */
export function DayFigures(props: {
  title: string;
  plot: ReactNode;
  heads: string[];
  /** Newest first; the day leads each row. */
  rows: string[][];
}) {
  return (
    <figure>
      {props.plot}
      <details className="mt-2">
        <summary className="text-accent w-fit cursor-pointer py-1">Show as a table</summary>
        <div className="mt-2 max-h-96 overflow-auto">
          <FigureTable
            caption={props.title}
            heads={props.heads}
            areHeadsSeen
            rows={props.rows.map(([day = "", ...figures]) => ({
              key: day,
              name: <span className="whitespace-nowrap">{day}</span>,
              figures,
            }))}
          />
        </div>
      </details>
    </figure>
  );
}

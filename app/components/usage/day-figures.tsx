import type { ReactNode } from "react";

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
        <summary className="text-accent w-fit cursor-pointer py-1">The figures as a table</summary>
        <div className="mt-2 max-h-96 overflow-auto">
          <table className="w-full text-left tabular-nums">
            <caption className="sr-only">{props.title}</caption>
            <thead className="text-ink-soft">
              <tr>
                {props.heads.map((head, index) => (
                  <th
                    key={head}
                    scope="col"
                    className={`py-1 font-normal ${index === 0 ? "" : "pl-4 text-right"}`}
                  >
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {props.rows.map(([day, ...figures]) => (
                <tr key={day} className="border-line border-t">
                  <th scope="row" className="py-1 font-normal whitespace-nowrap">
                    {day}
                  </th>
                  {figures.map((figure, index) => (
                    <td key={props.heads[index + 1]} className="py-1 pl-4 text-right">
                      {figure}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

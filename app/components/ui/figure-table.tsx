import clsx from "clsx";
import type { ReactNode } from "react";

export type FigureRow = { key: string; name: ReactNode; figures: readonly ReactNode[] };

/** A few figures by name. For rows that become blocks on a narrow screen there is Table. */
export function FigureTable(props: {
  caption: ReactNode;
  isCaptionSeen?: boolean;
  /** Of the columns; the first is that of the names. Without them the figures speak for themselves. */
  heads?: readonly string[];
  areHeadsSeen?: boolean;
  rows: readonly FigureRow[];
  className?: string;
}) {
  return (
    <table className={clsx("w-full tabular-nums", props.className)}>
      <caption
        className={props.isCaptionSeen ? "text-ink-soft mb-1 text-left font-semibold" : "sr-only"}
      >
        {props.caption}
      </caption>
      {props.heads && (
        <thead className={props.areHeadsSeen ? "text-ink-soft" : "sr-only"}>
          <tr>
            {props.heads.map((head, index) => (
              <th
                key={head}
                scope="col"
                className={clsx(
                  "py-1.5 font-normal",
                  index === 0 ? "text-left" : "pl-4 text-right",
                )}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {props.rows.map(({ key, name, figures }) => (
          <tr
            key={key}
            className={clsx(
              "border-line border-t align-top",
              !props.areHeadsSeen && "first:border-0",
            )}
          >
            <th scope="row" className="py-1.5 text-left font-normal">
              {name}
            </th>
            {figures.map((figure, index) => (
              <td key={index} className="py-1.5 pl-4 text-right">
                {figure}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

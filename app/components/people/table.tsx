import clsx from "clsx";
import type { ReactNode } from "react";

export type Column = { title: string; className?: string };

/** A table that scrolls inside its own box where the screen is narrow. */
export function Table(props: { caption: string; columns: Column[]; children: ReactNode }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left">
        <caption className="sr-only">{props.caption}</caption>
        <thead>
          <tr className="text-ink-soft text-[0.9375rem]">
            {props.columns.map(({ title, className }) => (
              <th
                key={title}
                scope="col"
                className={clsx("py-2 pr-4 font-semibold last:pr-0", className)}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}

export function Row(props: { children: ReactNode }) {
  return <tr className="border-line border-t align-baseline">{props.children}</tr>;
}

export function Cell(props: { children?: ReactNode; className?: string }) {
  return <td className={clsx("py-2.5 pr-4 last:pr-0", props.className)}>{props.children}</td>;
}

/** The cell that names its row. */
export function HeadCell(props: { children: ReactNode }) {
  return (
    <th scope="row" className="py-2.5 pr-4 font-normal">
      {props.children}
    </th>
  );
}

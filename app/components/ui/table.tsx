import clsx from "clsx";
import type { ReactNode } from "react";

/** A title that is not seen says to screen readers what is plain to the eye. */
export type Column = { title: string; isTitleHidden?: boolean; className?: string };

/**
 * A table. On a narrow screen each row becomes a block of its own: the cell that names it, and below
 * it the others in a line, each with its column's name where the value alone says too little.
 */
export function Table(props: { caption: string; columns: Column[]; children: ReactNode }) {
  return (
    <table className="w-full text-left max-sm:block">
      <caption className="sr-only">{props.caption}</caption>
      <thead className="max-sm:sr-only">
        <tr className="text-ink-soft text-small">
          {props.columns.map(({ title, isTitleHidden, className }) => (
            <th
              key={title}
              scope="col"
              className={clsx("py-2 pr-4 font-semibold last:pr-0", className)}
            >
              {isTitleHidden ? <span className="sr-only">{title}</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">{props.children}</tbody>
    </table>
  );
}

export function Row(props: { children: ReactNode }) {
  return (
    <tr className="border-line border-t align-baseline max-sm:flex max-sm:flex-wrap max-sm:items-baseline max-sm:gap-x-4 max-sm:gap-y-1 max-sm:py-3">
      {props.children}
    </tr>
  );
}

/** `label` stands before the value where the head of the table is not seen. */
export function Cell(props: { label?: string; children?: ReactNode; className?: string }) {
  return (
    <td className={clsx("pr-4 last:pr-0 max-sm:pr-0 sm:py-2.5", props.className)}>
      {props.label !== undefined && (
        <span className="text-ink-soft font-normal sm:hidden">{props.label} </span>
      )}
      {props.children}
    </td>
  );
}

/** The cell that names its row. */
export function HeadCell(props: { children: ReactNode }) {
  return (
    <th scope="row" className="pr-4 font-normal max-sm:w-full max-sm:pr-0 sm:py-2.5">
      {props.children}
    </th>
  );
}

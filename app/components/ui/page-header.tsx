import type { ReactNode } from "react";

/** The page's one h1, a line under it, and what can be done here. */
export function PageHeader(props: {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  /** A line above the title: where this page belongs. */
  above?: ReactNode;
}) {
  return (
    <header className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="max-w-3xl min-w-0">
        {props.above !== undefined && <div className="text-ink-soft mb-2">{props.above}</div>}
        <h1 className="text-[1.875rem] leading-tight font-bold sm:text-4xl">{props.title}</h1>
        {props.lead !== undefined && (
          <p className="text-ink-soft mt-2 text-lg text-pretty">{props.lead}</p>
        )}
      </div>
      {props.actions !== undefined && (
        <div className="flex flex-wrap gap-2 print:hidden">{props.actions}</div>
      )}
    </header>
  );
}

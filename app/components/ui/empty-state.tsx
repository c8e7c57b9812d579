import type { ReactNode } from "react";

/** Where a list has nothing yet: what would stand here, and the one thing to do about it. */
export function EmptyState(props: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="border-line-strong flex flex-col items-start gap-3 rounded-lg border border-dashed px-6 py-10">
      <p className="text-xl font-semibold">{props.title}</p>
      {props.children !== undefined && (
        <div className="text-ink-soft max-w-prose">{props.children}</div>
      )}
      {props.action !== undefined && <div className="mt-2">{props.action}</div>}
    </div>
  );
}

import type { ReactNode } from "react";

/** A step between a wish and what can't be undone at a press: opened first, then carried out. */
export function ConfirmDetails(props: {
  summary: ReactNode;
  /** Open from the start: a refusal is inside. */
  isOpen?: boolean;
  children: ReactNode;
}) {
  return (
    <details open={props.isOpen} className="border-line rounded-md border px-4 py-2">
      <summary className="text-danger font-semibold">{props.summary}</summary>
      <div className="flex flex-col items-start gap-3 py-2">{props.children}</div>
    </details>
  );
}

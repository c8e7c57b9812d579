import clsx from "clsx";
import type { HTMLAttributes } from "react";

/** A raised sheet. */
export function Card({ className, ...rest }: HTMLAttributes<HTMLDivElement>) {
  return (
    <div {...rest} className={clsx("bg-surface border-line rounded-lg border p-6", className)} />
  );
}

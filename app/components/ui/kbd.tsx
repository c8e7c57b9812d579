import type { ReactNode } from "react";

/** A key of the keyboard. */
export function Kbd(props: { children: ReactNode }) {
  return (
    <kbd className="border-line-strong bg-surface rounded-sm border border-b-2 px-1.5 font-sans text-sm">
      {props.children}
    </kbd>
  );
}

import type { ReactNode } from "react";

/** What may be wider than a narrow window, such as a table: scrolled by itself, by keyboard too. */
export function ScrollArea(props: { label: string; children: ReactNode }) {
  return (
    <div
      role="region"
      aria-label={props.label}
      // A region that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="overflow-x-auto"
    >
      {props.children}
    </div>
  );
}

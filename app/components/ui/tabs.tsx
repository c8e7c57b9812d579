import * as Radix from "@radix-ui/react-tabs";
import clsx from "clsx";
import type { ComponentProps } from "react";

/** Tabs: arrow keys move between them. `TabPanel forceMount` keeps a hidden panel's state. */
export const Tabs = Radix.Root;

export function TabList({ className, ...rest }: ComponentProps<typeof Radix.List>) {
  return (
    <Radix.List
      {...rest}
      className={clsx("border-line flex gap-1 overflow-x-auto border-b", className)}
    />
  );
}

export function Tab({ className, ...rest }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      {...rest}
      className={clsx(
        "text-ink-soft hover:text-ink -mb-px border-b-2 border-transparent px-3 py-2 font-semibold whitespace-nowrap",
        "data-[state=active]:border-accent data-[state=active]:text-ink focus-visible:-outline-offset-2",
        className,
      )}
    />
  );
}

export function TabPanel({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content {...rest} className={clsx("data-[state=inactive]:hidden", className)} />;
}

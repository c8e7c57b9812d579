import * as Radix from "@radix-ui/react-tooltip";
import type { ReactElement, ReactNode } from "react";

/**
 * A short text on hover and focus. It repeats or adds; never the only place of what one must know.
 * `children` is one focusable element that takes a ref.
 */
export function Tooltip(props: {
  text: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactElement;
}) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{props.children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={props.side ?? "top"}
            sideOffset={6}
            collisionPadding={8}
            className="bg-ink text-paper z-50 max-w-72 rounded-md px-3 py-1.5 text-[0.9375rem] leading-snug"
          >
            {props.text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}

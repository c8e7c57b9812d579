import { createElement, forwardRef } from "react";
import type { ReactNode, SVGProps } from "react";

/** As in the icon files of lucide-react: what to draw in a square of 24. */
type IconData = { node: [tag: string, attributes: Record<string, string>][] };

/**
 * Stands in for lucide-react's own of this name in the build (vite.lighten.ts): strokes in the
 * colour of the text, hidden from screen readers unless named. Theirs takes colours, sizes and a
 * context that no page here sets, and weighs more than all icons of a page.
 */
export function createIcon({ node }: IconData) {
  const Icon = forwardRef<SVGSVGElement, SVGProps<SVGSVGElement> & { children?: ReactNode }>(
    (props, ref) => (
      <svg
        ref={ref}
        width={24}
        height={24}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden={props["aria-label"] === undefined ? true : undefined}
        {...props}
      >
        {node.map(([tag, attributes]) => createElement(tag, attributes))}
        {props.children}
      </svg>
    ),
  );
  Icon.displayName = "Icon";
  return Icon;
}

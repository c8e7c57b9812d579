import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { forwardRef } from "react";
import type { SelectHTMLAttributes } from "react";
import { useFieldWiring } from "./field";
import { CONTROL_STYLE } from "./input";

/** The platform's own select, dressed: it works by keyboard, touch and without JavaScript. */
export const Select = forwardRef<HTMLSelectElement, SelectHTMLAttributes<HTMLSelectElement>>(
  function Select({ className, children, ...rest }, ref) {
    return (
      <span className="relative block">
        <select
          {...useFieldWiring()}
          {...rest}
          ref={ref}
          className={clsx(CONTROL_STYLE, "appearance-none pr-9", className)}
        >
          {children}
        </select>
        <ChevronDown
          aria-hidden
          className="text-ink-soft pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2"
        />
      </span>
    );
  },
);

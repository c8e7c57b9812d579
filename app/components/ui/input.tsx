import clsx from "clsx";
import { forwardRef } from "react";
import type { InputHTMLAttributes } from "react";
import { useFieldWiring } from "./field";

export const CONTROL_STYLE =
  "bg-surface text-ink border-line-strong placeholder:text-ink-faint aria-invalid:border-danger min-h-10 w-full rounded-md border px-3 text-base";

/** A one-line text control; inside a Field it takes that field's label, hint and errors. */
export const Input = forwardRef<HTMLInputElement, InputHTMLAttributes<HTMLInputElement>>(
  function Input({ className, ...rest }, ref) {
    return (
      <input {...useFieldWiring()} {...rest} ref={ref} className={clsx(CONTROL_STYLE, className)} />
    );
  },
);

import clsx from "clsx";
import { forwardRef } from "react";
import type { TextareaHTMLAttributes } from "react";
import { useFieldWiring } from "./field";
import { CONTROL_STYLE } from "./input";

/** A text control of several lines; inside a Field it takes that field's label, hint and errors. */
export const Textarea = forwardRef<
  HTMLTextAreaElement,
  TextareaHTMLAttributes<HTMLTextAreaElement>
>(function Textarea({ className, ...rest }, ref) {
  return (
    <textarea
      {...useFieldWiring()}
      {...rest}
      ref={ref}
      className={clsx(CONTROL_STYLE, "py-2", className)}
    />
  );
});

import clsx from "clsx";
import type { TextareaHTMLAttributes } from "react";
import { useFieldWiring } from "~/components/ui/field";
import { CONTROL_STYLE } from "~/components/ui/input";

/** A text control of several lines; inside a Field it takes that field's label, hint and errors. */
export function TextArea({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <textarea {...useFieldWiring()} {...rest} className={clsx(CONTROL_STYLE, "py-2", className)} />
  );
}

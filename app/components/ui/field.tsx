import { CircleAlert } from "lucide-react";
import { createContext, useContext, useId } from "react";
import type { ReactNode } from "react";

type FieldWiring = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

const FieldContext = createContext<FieldWiring | null>(null);

/** The attributes that tie a control to the Field around it; empty outside of one. */
export function useFieldWiring(): Partial<FieldWiring> {
  return useContext(FieldContext) ?? {};
}

/** A label, a control (Input, Select …), a hint and errors, tied together for screen readers. */
export function Field(props: {
  label: ReactNode;
  hint?: ReactNode;
  errors?: readonly string[];
  children: ReactNode;
}) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const hasErrors = props.errors !== undefined && props.errors.length > 0;
  const describedBy = [hasErrors && errorId, props.hint !== undefined && hintId]
    .filter(Boolean)
    .join(" ");
  const wiring: FieldWiring = {
    id,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": hasErrors || undefined,
  };
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {props.label}
      </label>
      {props.hint !== undefined && (
        <p id={hintId} className="text-ink-soft text-small">
          {props.hint}
        </p>
      )}
      <FieldContext.Provider value={wiring}>{props.children}</FieldContext.Provider>
      {hasErrors && (
        <p id={errorId} className="text-danger text-small flex items-start gap-1.5">
          <CircleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />
          <span>{props.errors?.join(". ")}</span>
        </p>
      )}
    </div>
  );
}

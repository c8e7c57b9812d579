import type { ReactNode } from "react";
import { Field } from "./field";
import { Select } from "./select";

/** A labelled choice of a filter form whose state is the URL. */
export function FilterSelect(props: {
  label: string;
  name: string;
  value: string;
  children: ReactNode;
}) {
  return (
    <Field label={props.label}>
      {/* Keyed, so that "Clear" and the back button change an uncontrolled select too. */}
      <Select key={props.value} name={props.name} defaultValue={props.value}>
        {props.children}
      </Select>
    </Field>
  );
}

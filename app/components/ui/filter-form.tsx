import { Form, useSubmit } from "@remix-run/react";
import clsx from "clsx";
import type { FormEvent, ReactNode } from "react";
import { useHydrated } from "~/lib/use-hydrated";
import { Button } from "./button";
import { Field } from "./field";
import { Select } from "./select";
import { TextLink } from "./text-link";

/**
 * The filters of a list. They live in the URL, so that a list can be kept and sent. A choice applies
 * at once; what is typed waits for Enter or the button.
 */
export function FilterForm(props: {
  /** What is filtered, for screen readers. */
  label: string;
  /** The columns from the width of a tablet on; below it there are two. */
  className: string;
  /** On the button of a form in which something is typed. Others have one only without scripts. */
  submitLabel?: string;
  /** Where the list is whole again; null while nothing is filtered. */
  clearTo: string | null;
  children: ReactNode;
}) {
  const submit = useSubmit();
  const isHydrated = useHydrated();
  function applyChoice(event: FormEvent<HTMLFormElement>): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    submit(event.currentTarget, { replace: true, preventScrollReset: true });
  }
  return (
    <Form
      method="get"
      role="search"
      aria-label={props.label}
      onChange={applyChoice}
      className={clsx("grid grid-cols-2 items-end gap-x-3 gap-y-4", props.className)}
    >
      {props.children}
      {(props.submitLabel !== undefined || !isHydrated) && (
        <Button
          type="submit"
          className={clsx("justify-self-start", props.submitLabel === undefined && "col-span-full")}
        >
          {props.submitLabel ?? "Show"}
        </Button>
      )}
      {props.clearTo !== null && (
        <TextLink
          to={props.clearTo}
          preventScrollReset
          className="col-span-full justify-self-start"
        >
          Clear the filters
        </TextLink>
      )}
    </Form>
  );
}

/** A choice of values with their titles, in the order in which they are given. */
export function FilterSelect(props: {
  label: string;
  name: string;
  /** "" or null where nothing is chosen. */
  value: string | null;
  /** The choice of nothing; left out where there is always something. */
  any?: string;
  choices: Iterable<readonly [value: string, title: string]>;
}) {
  const value = props.value ?? "";
  return (
    <Field label={props.label}>
      {/* Keyed, so that "Clear" and the back button change an uncontrolled select too. */}
      <Select key={value} name={props.name} defaultValue={value}>
        {props.any !== undefined && <option value="">{props.any}</option>}
        {Array.from(props.choices, ([choice, title]) => (
          <option key={choice} value={choice}>
            {title}
          </option>
        ))}
      </Select>
    </Field>
  );
}

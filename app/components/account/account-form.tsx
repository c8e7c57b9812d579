import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { TextLink } from "~/components/ui/text-link";
import { WrongAddress } from "./wrong-address";
import { listFieldErrors, listFormErrors, readTyped } from "~/lib/form-result";
import type { FormResult } from "~/lib/form-result";

export type AccountField = {
  name: "name" | "email" | "password";
  label: string;
  hint?: string;
  type: "text" | "email" | "password";
  autoComplete: string;
  minLength?: number;
};

/** The form of signing in and of signing up: fields, what is wrong with them, and the other way. */
export function AccountForm(props: {
  title: string;
  /** A sentence under the title. */
  lead?: string;
  fields: AccountField[];
  submitLabel: string;
  /** Null where accounts are by invitation; left out where there is no other way. */
  other?: { to: string; question: string; label: string } | null;
  next: string;
  /** Where forms are taken; null: wherever this page was opened. */
  expectedOrigin: string | null;
  result: FormResult | undefined;
}) {
  const { result } = props;
  const isPending = useNavigation().formMethod === "POST";
  const formErrors = listFormErrors(result);
  const ref = useFirstErrorFocused(result);
  return (
    <div className="mx-auto max-w-sm">
      <h1 className="text-3xl font-bold">{props.title}</h1>
      {props.lead !== undefined && <p className="text-ink-soft mt-3 text-pretty">{props.lead}</p>}
      <WrongAddress expected={props.expectedOrigin} />
      <Form ref={ref} method="post" className="mt-6 flex flex-col gap-5">
        <input type="hidden" name="next" value={props.next} />
        {formErrors.length > 0 && (
          <Callout tone="danger" role="alert" title={formErrors.join(" ")} />
        )}
        {props.fields.map((field) => (
          <Field
            key={field.name}
            label={field.label}
            hint={field.hint}
            errors={listFieldErrors(result, field.name)}
          >
            <Input
              name={field.name}
              type={field.type}
              autoComplete={field.autoComplete}
              minLength={field.minLength}
              defaultValue={readTyped(result, field.name)}
              required
            />
          </Field>
        ))}
        <Button type="submit" variant="primary" size="lg" isPending={isPending}>
          {props.submitLabel}
        </Button>
      </Form>
      {props.other === null && (
        <p className="text-ink-soft mt-6">
          New here? Accounts are by invitation only: ask the person who told you about it.
        </p>
      )}
      {props.other && (
        <p className="mt-6">
          {props.other.question}{" "}
          <TextLink
            to={`${props.other.to}?${new URLSearchParams({ next: props.next })}`}
            look="strong"
          >
            {props.other.label}
          </TextLink>
        </p>
      )}
    </div>
  );
}

/** After a form came back: to the first field that needs a hand. */
function useFirstErrorFocused(result: FormResult | undefined) {
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (result === undefined) return;
    ref.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [result]);
  return ref;
}

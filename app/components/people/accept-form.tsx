import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { listFieldErrors, listFormErrors, readTyped } from "~/lib/form-result";
import type { FormResult } from "~/lib/form-result";

/** Name and password of somebody who was invited. */
export function AcceptForm(props: {
  email: string;
  minPasswordChars: number;
  result: FormResult | undefined;
}) {
  const { result } = props;
  const isPending = useNavigation().formMethod === "POST";
  const formErrors = listFormErrors(result);
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (result === undefined) return;
    ref.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [result]);
  return (
    <Form ref={ref} method="post" className="mt-6 flex flex-col gap-5">
      {formErrors.length > 0 && <Callout tone="danger" role="alert" title={formErrors.join(" ")} />}
      <Field label="E-mail" hint="The invitation is for this address.">
        {/* For password managers; the server takes the address from the invitation. */}
        <Input type="email" value={props.email} autoComplete="username" readOnly />
      </Field>
      <Field label="Your name" errors={listFieldErrors(result, "name")}>
        <Input
          name="name"
          autoComplete="name"
          defaultValue={readTyped(result, "name")}
          maxLength={120}
          required
        />
      </Field>
      <Field
        label="Password"
        hint={`At least ${props.minPasswordChars} characters. A few words are better than symbols.`}
        errors={listFieldErrors(result, "password")}
      >
        <Input
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={props.minPasswordChars}
          required
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" isPending={isPending}>
        Create my account
      </Button>
    </Form>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { Section } from "~/components/ui/section";
import { listFieldErrors } from "~/lib/form-result";
import { AccountNote } from "./account-outcome";
import type { AccountOutcome } from "./account-outcome";
import { OwnPasswordField } from "./own-password-field";

/** Sets a new password, which signs every other browser out. */
export function OwnPasswordForm(props: {
  minPasswordChars: number;
  outcome: AccountOutcome | null;
}) {
  const isPending = useNavigation().formData?.get("intent") === "password";
  const { outcome } = props;
  return (
    <Section isRuled title="Password">
      <Form
        key={outcome?.notice}
        method="post"
        className="flex max-w-sm flex-col items-start gap-4"
      >
        <input type="hidden" name="intent" value="password" />
        <div className="flex w-full flex-col gap-4">
          <OwnPasswordField label="Current password" outcome={outcome} />
          <Field
            label="New password"
            hint={`At least ${props.minPasswordChars} characters. This signs you out in every other browser.`}
            errors={listFieldErrors(outcome?.result, "password")}
          >
            <Input
              name="password"
              type="password"
              autoComplete="new-password"
              minLength={props.minPasswordChars}
              required
            />
          </Field>
        </div>
        <Button type="submit" isPending={isPending}>
          Change password
        </Button>
        <AccountNote outcome={outcome} />
      </Form>
    </Section>
  );
}

import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { listFieldErrors } from "~/lib/form-result";
import type { AccountOutcome } from "./account-outcome";

/** Asks for the password again: a browser left open must not be enough. */
export function OwnPasswordField(props: { label?: string; outcome: AccountOutcome | null }) {
  return (
    <Field
      label={props.label ?? "Your password"}
      errors={listFieldErrors(props.outcome?.result, "ownPassword")}
    >
      <Input name="ownPassword" type="password" autoComplete="current-password" required />
    </Field>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import type { CohortRow } from "#server/accounts/list-cohorts";
import { ROLES } from "#domain/accounts/roles";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { Select } from "~/components/ui/select";
import { listFieldErrors, listFormErrors, readTyped } from "~/lib/form-result";
import type { FormResult } from "~/lib/form-result";
import { ROLE_TITLES } from "~/lib/role-titles";

/** Asks whom to invite, as what and into which cohort. */
export function InviteForm(props: { cohorts: CohortRow[]; result: FormResult | undefined }) {
  const { cohorts, result } = props;
  const isPending = useNavigation().formData?.get("intent") === "invite";
  const formErrors = listFormErrors(result);
  return (
    <Form method="post" className="flex flex-col items-start gap-5">
      <input type="hidden" name="intent" value="invite" />
      {formErrors.length > 0 && (
        <Callout tone="danger" role="alert">
          {formErrors.join(" ")}
        </Callout>
      )}
      <div className="grid w-full gap-x-3 gap-y-5 md:grid-cols-[2fr_1fr_1fr]">
        <Field label="E-mail" errors={listFieldErrors(result, "email")}>
          <Input
            name="email"
            type="email"
            autoComplete="off"
            defaultValue={readTyped(result, "email")}
            required
          />
        </Field>
        <Field label="Role" errors={listFieldErrors(result, "role")}>
          <Select name="role" defaultValue={readTyped(result, "role") ?? "candidate"}>
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {ROLE_TITLES[role]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Cohort" errors={listFieldErrors(result, "cohortId")}>
          <Select name="cohortId" defaultValue={readTyped(result, "cohortId") ?? ""}>
            <option value="">None</option>
            {cohorts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Button type="submit" variant="primary" isPending={isPending}>
        Create link
      </Button>
    </Form>
  );
}

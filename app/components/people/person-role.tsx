import { Form, useNavigation } from "@remix-run/react";
import type { Person } from "#server/accounts/get-person";
import { ROLES } from "#domain/accounts/roles";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Section } from "~/components/ui/section";
import { Select } from "~/components/ui/select";
import { ROLE_TITLES } from "~/lib/role-titles";
import type { FormOutcome } from "./form-outcome";
import { OutcomeNote } from "./outcome-note";

/** Chooses what a person may do. */
export function PersonRole(props: { person: Person; outcome: FormOutcome | null }) {
  const isPending = useNavigation().formData?.get("intent") === "role";
  return (
    <Section isRuled title="Role">
      <Form method="post" className="flex flex-col items-start gap-3">
        <input type="hidden" name="intent" value="role" />
        <div className="w-full">
          <Field
            label="What they can do"
            hint={`Reviewers can also read everyone’s attempts. Admins can also open these pages. A change signs them out everywhere${props.person.role === "admin" ? " and ends the invitations and password reset links they created" : ""}.`}
          >
            <Select key={props.person.role} name="role" defaultValue={props.person.role}>
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {ROLE_TITLES[role]}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <Button type="submit" isPending={isPending}>
          Change role
        </Button>
        <OutcomeNote outcome={props.outcome} />
      </Form>
    </Section>
  );
}

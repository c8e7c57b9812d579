import { Form, Link, useSubmit } from "@remix-run/react";
import type { CohortRow } from "#server/accounts/list-cohorts";
import type { PeopleFilter } from "#domain/accounts/people.schema";
import { ROLES } from "#domain/accounts/roles";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { Select } from "~/components/ui/select";
import { ROLE_TITLES } from "~/lib/role-titles";
import { isFiltered } from "./people-url";

/** The filters of the list of people. They live in the URL, so that a list can be kept and sent. */
export function PeopleFilters(props: { filter: PeopleFilter; cohorts: CohortRow[] }) {
  const { filter } = props;
  const submit = useSubmit();
  return (
    <Form
      method="get"
      role="search"
      aria-label="People"
      // A choice applies at once; what is typed waits for Enter or the button.
      onChange={(event) => {
        if (!(event.target instanceof HTMLSelectElement)) return;
        submit(event.currentTarget, { replace: true, preventScrollReset: true });
      }}
      className="grid grid-cols-2 items-end gap-x-3 gap-y-4 md:grid-cols-[2fr_1fr_1fr_1fr_auto]"
    >
      <div className="col-span-2 md:col-span-1">
        <Field label="Name or e-mail">
          {/* Keyed, so that "Clear" and the back button change an uncontrolled control too. */}
          <Input key={filter.q} name="q" type="search" defaultValue={filter.q} maxLength={200} />
        </Field>
      </div>
      <Choice name="role" label="Role" value={filter.role} any="Any role">
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {ROLE_TITLES[role]}
          </option>
        ))}
      </Choice>
      <Choice name="cohort" label="Cohort" value={filter.cohort} any="Any cohort">
        {props.cohorts.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice name="state" label="Access" value={filter.state} any="Any">
        <option value="enabled">Can sign in</option>
        <option value="disabled">Disabled</option>
      </Choice>
      <Button type="submit">Search</Button>
      {isFiltered(filter) && (
        <Link
          to="/admin/people"
          preventScrollReset
          className="text-accent col-span-full justify-self-start underline underline-offset-2"
        >
          Clear the filters
        </Link>
      )}
    </Form>
  );
}

function Choice(props: {
  name: string;
  label: string;
  value: string | null;
  any: string;
  children: React.ReactNode;
}) {
  return (
    <Field label={props.label}>
      <Select key={props.value ?? "any"} name={props.name} defaultValue={props.value ?? ""}>
        <option value="">{props.any}</option>
        {props.children}
      </Select>
    </Field>
  );
}

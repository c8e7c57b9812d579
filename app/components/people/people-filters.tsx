import type { CohortRow } from "#server/accounts/list-cohorts";
import type { PeopleFilter } from "#domain/accounts/people.schema";
import { ROLES } from "#domain/accounts/roles";
import { Field } from "~/components/ui/field";
import { FilterForm, FilterSelect } from "~/components/ui/filter-form";
import { Input } from "~/components/ui/input";
import { ROLE_TITLES } from "~/lib/role-titles";

/** The filters of the list of people. */
export function PeopleFilters(props: { filter: PeopleFilter; cohorts: CohortRow[] }) {
  const { filter } = props;
  return (
    <FilterForm
      label="People"
      className="md:grid-cols-[2fr_1fr_1fr_1fr_auto]"
      submitLabel="Search"
      clearTo={isFiltered(filter) ? "/admin/people" : null}
    >
      <div className="col-span-2 md:col-span-1">
        <Field label="Name or e-mail">
          {/* Keyed, so that "Clear" and the back button change an uncontrolled control too. */}
          <Input key={filter.q} name="q" type="search" defaultValue={filter.q} maxLength={200} />
        </Field>
      </div>
      <FilterSelect
        label="Role"
        name="role"
        value={filter.role}
        any="Any role"
        choices={ROLES.map((role) => [role, ROLE_TITLES[role]])}
      />
      <FilterSelect
        label="Cohort"
        name="cohort"
        value={filter.cohort}
        any="Any cohort"
        choices={props.cohorts.map(({ id, name }) => [id, name])}
      />
      <FilterSelect
        label="Access"
        name="state"
        value={filter.state}
        any="Any"
        choices={[
          ["enabled", "Can sign in"],
          ["disabled", "Disabled"],
        ]}
      />
    </FilterForm>
  );
}

/** Whether anybody may be left out. */
export function isFiltered(filter: PeopleFilter): boolean {
  return filter.q !== "" || filter.role !== null || filter.cohort !== null || filter.state !== null;
}

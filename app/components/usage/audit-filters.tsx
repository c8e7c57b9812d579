import type { AuditFilter } from "#domain/audit/audit-filter.schema";
import { Field } from "~/components/ui/field";
import { FilterForm, FilterSelect } from "~/components/ui/filter-form";
import { Input } from "~/components/ui/input";
import { toActionTitle } from "~/lib/audit-words";

/** What the log is narrowed to. */
export function AuditFilters(props: { filter: AuditFilter; actions: string[] }) {
  const { filter, actions } = props;
  const isFiltered = Object.values(filter).some((value) => value !== "");
  return (
    <FilterForm
      // Keyed, so that "Clear" and the back button change what is typed too.
      key={JSON.stringify(filter)}
      label="Audit log"
      className="max-sm:grid-cols-1 lg:grid-cols-[1.2fr_1.2fr_1.4fr_auto_auto_auto]"
      submitLabel="Show"
      clearTo={isFiltered ? "/admin/audit" : null}
    >
      <Field label="Who">
        <Input
          name="actor"
          defaultValue={filter.actor}
          placeholder="name, e-mail or “system”"
          autoComplete="off"
        />
      </Field>
      <FilterSelect
        label="Action"
        name="action"
        value={filter.action}
        any="Any action"
        choices={listChoices(actions, filter.action).map((action) => [
          action,
          toActionTitle(action),
        ])}
      />
      <Field label="Subject">
        <Input
          name="subject"
          defaultValue={filter.subject}
          placeholder="whole id"
          autoComplete="off"
        />
      </Field>
      <Field label="From (UTC)">
        <Input type="date" name="from" defaultValue={filter.from} max={filter.to || undefined} />
      </Field>
      <Field label="To (UTC)">
        <Input type="date" name="to" defaultValue={filter.to} min={filter.from || undefined} />
      </Field>
    </FilterForm>
  );
}

/** An action of the URL that never occurred stays chosen, and visibly so. */
function listChoices(actions: string[], chosen: string): string[] {
  return chosen === "" || actions.includes(chosen) ? actions : [chosen, ...actions];
}

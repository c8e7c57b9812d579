import { Form, Link } from "@remix-run/react";
import type { AuditFilter } from "#domain/audit/audit-filter.schema";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { Select } from "~/components/ui/select";
import { toActionTitle } from "~/lib/audit-words";

/** What the log is narrowed to. It lives in the URL, so that a view can be kept and sent. */
export function AuditFilters(props: { filter: AuditFilter; actions: string[] }) {
  const { filter, actions } = props;
  const isFiltered = Object.values(filter).some((value) => value !== "");
  return (
    <Form
      // Keyed, so that "Clear" and the back button change what is typed too.
      key={JSON.stringify(filter)}
      method="get"
      role="search"
      aria-label="Audit log"
      className="grid grid-cols-1 items-end gap-x-3 gap-y-4 sm:grid-cols-2 lg:grid-cols-[1.2fr_1.2fr_1.4fr_auto_auto_auto]"
    >
      <Field label="Who">
        <Input
          name="actor"
          defaultValue={filter.actor}
          placeholder="name, e-mail or “system”"
          autoComplete="off"
        />
      </Field>
      <Field label="Action">
        <Select name="action" defaultValue={filter.action}>
          <option value="">Any action</option>
          {listChoices(actions, filter.action).map((action) => (
            <option key={action} value={action}>
              {toActionTitle(action)}
            </option>
          ))}
        </Select>
      </Field>
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
      <Button type="submit" className="justify-self-start">
        Show
      </Button>
      {isFiltered && (
        <Link
          to="/admin/audit"
          preventScrollReset
          className="text-accent col-span-full justify-self-start underline underline-offset-2"
        >
          Clear the filters
        </Link>
      )}
    </Form>
  );
}

/** An action of the URL that never occurred stays chosen, and visibly so. */
function listChoices(actions: string[], chosen: string): string[] {
  return chosen === "" || actions.includes(chosen) ? actions : [chosen, ...actions];
}

import { Form } from "@remix-run/react";
import type { Person } from "#server/accounts/get-person";
import type { CohortRow } from "#server/accounts/list-cohorts";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Section } from "~/components/ui/section";
import { Select } from "~/components/ui/select";
import { TextLink } from "~/components/ui/text-link";
import type { FormOutcome } from "./form-outcome";
import { OutcomeNote } from "./outcome-note";

/** The cohorts a person is in, and those they could join. */
export function PersonCohorts(props: {
  person: Person;
  cohorts: CohortRow[];
  outcome: FormOutcome | null;
}) {
  const { person } = props;
  const isIn = new Set(person.cohorts.map(({ id }) => id));
  const others = props.cohorts.filter(({ id }) => !isIn.has(id));
  return (
    <Section isRuled title="Cohorts">
      {person.cohorts.length === 0 ? (
        <p className="text-ink-soft mb-3">None.</p>
      ) : (
        <ul className="mb-4">
          {person.cohorts.map(({ id, name }) => (
            <li key={id} className="flex items-center justify-between gap-3 py-1">
              <TextLink
                to={`/admin/people/cohorts/${id}`}
                look="item"
                className="min-w-0 wrap-anywhere"
              >
                {name}
              </TextLink>
              <Form method="post">
                <input type="hidden" name="intent" value="leave-cohort" />
                <input type="hidden" name="cohortId" value={id} />
                <Button type="submit" size="sm" aria-label={`Remove from ${name}`}>
                  Remove
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <Form method="post" className="flex items-end gap-2">
          <input type="hidden" name="intent" value="join-cohort" />
          <div className="min-w-0 flex-1">
            <Field label="Add to a cohort">
              <Select name="cohortId" key={others.length}>
                {others.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
          <Button type="submit">Add</Button>
        </Form>
      )}
      <div className="mt-3">
        <OutcomeNote outcome={props.outcome} />
      </div>
      {props.cohorts.length === 0 && (
        <TextLink to="/admin/people/cohorts">Create the first cohort</TextLink>
      )}
    </Section>
  );
}

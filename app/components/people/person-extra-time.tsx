import { Form, useNavigation } from "@remix-run/react";
import type { Person } from "#server/accounts/get-person";
import { Button } from "~/components/ui/button";
import { Checkbox } from "~/components/ui/checkbox";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { Section } from "~/components/ui/section";
import type { FormOutcome } from "./form-outcome";
import { OutcomeNote } from "./outcome-note";

/** Sets how much more time a person gets. */
export function PersonExtraTime(props: {
  person: Person;
  maxPercent: number;
  outcome: FormOutcome | null;
}) {
  const { person, outcome } = props;
  const isPending = useNavigation().formData?.get("intent") === "extra-time";
  return (
    <Section isRuled title="Extra time">
      <Form method="post" className="flex flex-col items-start gap-3">
        <input type="hidden" name="intent" value="extra-time" />
        <Field
          label="Percent extra"
          hint="Applies to timed attempts they start from now on. With 25, 45 minutes become 56."
        >
          <Input
            key={person.extraTimePercent}
            name="percent"
            type="number"
            inputMode="numeric"
            min={0}
            max={props.maxPercent}
            step={1}
            required
            defaultValue={person.extraTimePercent}
            className="max-w-28 tabular-nums"
          />
        </Field>
        {person.runningCount > 0 && (
          <Checkbox
            name="includesOpen"
            value="true"
            label={
              person.runningCount === 1
                ? "Also extend the attempt in progress"
                : `Also extend the ${person.runningCount} attempts in progress`
            }
            hint="Never shortens one. An open page shows the new end after a reload, or when the old end comes."
          />
        )}
        <Button type="submit" isPending={isPending}>
          Set extra time
        </Button>
        <OutcomeNote outcome={outcome} />
      </Form>
    </Section>
  );
}

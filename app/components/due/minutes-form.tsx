import { Form, useNavigation } from "@remix-run/react";
import { MINUTES_PER_DAY } from "#domain/practice/minutes";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { Section } from "~/components/ui/section";

/** How many minutes of drills a day. */
export function MinutesForm(props: { minutes: number; error: string | null }) {
  const isPending = useNavigation().formData?.get("intent") === "minutes";
  return (
    <Section title="How much per day" size="lg" intro="What doesn’t fit waits for another day.">
      <Form method="post" className="flex flex-wrap items-end gap-2">
        <input type="hidden" name="intent" value="minutes" />
        <Field label="Minutes of drills" errors={props.error === null ? [] : [props.error]}>
          <Input
            key={props.minutes}
            name="minutes"
            type="number"
            inputMode="numeric"
            min={MINUTES_PER_DAY.least}
            max={MINUTES_PER_DAY.most}
            step={1}
            required
            defaultValue={props.minutes}
            className="max-w-28 tabular-nums"
          />
        </Field>
        <Button type="submit" isPending={isPending}>
          Set
        </Button>
      </Form>
    </Section>
  );
}

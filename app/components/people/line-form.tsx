import { Form, useNavigation } from "@remix-run/react";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import type { FormOutcome } from "./form-outcome";
import { OutcomeNote } from "./outcome-note";

/** A form of one line: a field and the button beside it. */
export function LineForm(props: {
  intent: string;
  name: string;
  type?: "text" | "email";
  label: string;
  hint?: string;
  submitLabel: string;
  defaultValue?: string;
  maxLength?: number;
  outcome: FormOutcome | null;
}) {
  const isPending = useNavigation().formData?.get("intent") === props.intent;
  const { outcome } = props;
  return (
    <Form method="post" className="flex flex-col gap-3">
      <input type="hidden" name="intent" value={props.intent} />
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field label={props.label} hint={props.hint}>
            <Input
              // After it went through the field begins anew.
              key={outcome?.notice}
              name={props.name}
              type={props.type ?? "text"}
              autoComplete="off"
              defaultValue={props.defaultValue}
              maxLength={props.maxLength}
              required
            />
          </Field>
        </div>
        <Button type="submit" isPending={isPending}>
          {props.submitLabel}
        </Button>
      </div>
      <OutcomeNote outcome={outcome} />
    </Form>
  );
}

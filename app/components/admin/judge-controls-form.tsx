import { Form, useNavigation } from "@remix-run/react";
import { MODES } from "#domain/grading/verdicts";
import type { JudgeControlsState } from "#server/settings/get-judge-controls";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { Select } from "~/components/ui/select";
import { listFieldErrors, listFormErrors, readTyped } from "~/lib/form-result";
import type { FormResult } from "~/lib/form-result";
import { sayBound, sayMode } from "~/lib/judge-words";

/** Changes how gradings are asked for and what they may cost, from the next one on. */
export function JudgeControlsForm(props: {
  controls: JudgeControlsState;
  result: FormResult | undefined;
  notice: string | null;
}) {
  const { controls, result } = props;
  const isPending = useNavigation().formData?.get("intent") === "controls";
  const formErrors = listFormErrors(result);
  return (
    <Form method="post" className="flex max-w-md flex-col items-start gap-5">
      <input type="hidden" name="intent" value="controls" />
      <input type="hidden" name="revision" value={controls.revision} />
      {formErrors.length > 0 && (
        <Callout tone="danger" role="alert">
          {formErrors.join(" ")}
        </Callout>
      )}
      <div className="w-full">
        <Field label="Mode" errors={listFieldErrors(result, "mode")}>
          <Select
            name="mode"
            defaultValue={result ? readTyped(result, "mode") : (controls.set.mode ?? "")}
          >
            <option value="">Environment default: {controls.defaults.mode}</option>
            {MODES.map((mode) => (
              <option key={mode} value={mode}>
                {sayMode(mode)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <BoundField name="maxUsdPerGrade" label="Limit per grade, in US dollars" {...props} />
      <BoundField name="maxUsdPerDay" label="Limit per day, in US dollars" {...props} />
      <Button type="submit" isPending={isPending}>
        Save
      </Button>
      {props.notice !== null && (
        <Callout tone="ok" role="status">
          {props.notice}
        </Callout>
      )}
    </Form>
  );
}

function BoundField(props: {
  name: "maxUsdPerGrade" | "maxUsdPerDay";
  label: string;
  controls: JudgeControlsState;
  result: FormResult | undefined;
}) {
  const { name, controls, result } = props;
  const set = controls.set[name];
  return (
    <Field
      label={props.label}
      hint={`Empty: environment default, ${sayBound(controls.defaults[name])}.`}
      errors={listFieldErrors(result, name)}
    >
      <Input
        name={name}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={result ? readTyped(result, name) : (set?.toString() ?? "")}
        className="max-w-36 tabular-nums"
      />
    </Field>
  );
}

import { Form } from "@remix-run/react";
import type { VersionEntry } from "#server/authoring/get-problem-history";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Select } from "~/components/ui/select";

/** Chooses two versions to compare. */
export function CompareForm(props: {
  of: "problem" | "rubric";
  versions: readonly VersionEntry[];
}) {
  const [newest, second] = props.versions;
  if (!newest || !second) return null;
  const options = props.versions.map(({ version }) => (
    <option key={version} value={version}>
      {version}
    </option>
  ));
  return (
    <Form action="#changes" className="mt-4 flex flex-wrap items-end gap-3">
      <input type="hidden" name="of" value={props.of} />
      <Field label="Compare version">
        <Select name="from" defaultValue={second.version}>
          {options}
        </Select>
      </Field>
      <Field label="with version">
        <Select name="to" defaultValue={newest.version}>
          {options}
        </Select>
      </Field>
      <Button type="submit">Compare</Button>
    </Form>
  );
}

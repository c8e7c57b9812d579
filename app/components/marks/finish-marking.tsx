import { Form, useNavigation } from "@remix-run/react";
import type { RefObject } from "react";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";

/** Ends the marking: from then on the marks are fixed, so it takes a tick as well. */
export function FinishMarking(props: {
  /** How many have no mark yet. */
  open: number;
  hasSeen: boolean;
  formRef: RefObject<HTMLFormElement>;
}) {
  const isPending = useNavigation().state !== "idle";
  if (props.open > 0) {
    return (
      <p className="text-ink-soft mt-4">
        {props.open === 1 ? "One criterion has" : `${props.open} criteria have`} no mark yet.
      </p>
    );
  }
  return (
    <Form method="post" ref={props.formRef} className="mt-4 space-y-3">
      <input type="hidden" name="intent" value="finish" />
      <Checkbox
        required
        label="My marks are final"
        hint={`They stand in the report${props.hasSeen ? ", as made after you had seen the grade," : ""} and can’t be changed.`}
      />
      <Button type="submit" variant="primary" isPending={isPending}>
        Finish my marks
      </Button>
    </Form>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import { useHydrated } from "~/lib/use-hydrated";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";

/** Ends the marking, after a question: from then on the marks are fixed. */
export function FinishMarking(props: {
  /** How many have no mark yet. */
  open: number;
  isAsking: boolean;
  onAsking: (isAsking: boolean) => void;
  hasSeen: boolean;
}) {
  const isPending = useNavigation().state !== "idle";
  if (!useHydrated()) {
    return (
      <Form method="post" className="mt-4 space-y-3">
        <input type="hidden" name="intent" value="finish" />
        <Checkbox required label="My marks are final" hint="They can’t be changed afterwards." />
        <Button type="submit" variant="primary">
          Finish
        </Button>
      </Form>
    );
  }
  return (
    <div className="mt-4">
      <Button
        variant="primary"
        onClick={() => props.onAsking(true)}
        disabled={props.open > 0}
        aria-describedby={props.open > 0 ? "finish-hint" : undefined}
      >
        Finish
      </Button>
      {props.open > 0 && (
        <p id="finish-hint" className="text-ink-soft mt-1.5 text-[0.9375rem]">
          {props.open === 1 ? "One criterion has" : `${props.open} criteria have`} no mark yet.
        </p>
      )}
      <Dialog
        isOpen={props.isAsking}
        onOpenChange={props.onAsking}
        title="Finish marking?"
        description={`Your marks are fixed from then on and stand in the report${props.hasSeen ? ", as made after you had seen the grade" : ""}.`}
        actions={
          <>
            <Button onClick={() => props.onAsking(false)}>Look again</Button>
            <Form method="post">
              <input type="hidden" name="intent" value="finish" />
              <Button type="submit" variant="primary" isPending={isPending}>
                Finish my marks
              </Button>
            </Form>
          </>
        }
      />
    </div>
  );
}

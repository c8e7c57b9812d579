import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useHydrated } from "~/lib/use-hydrated";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";

/** Ends the rating, after a question: from then on its marks are fixed. */
export function FinishRating(props: { open: number }) {
  const [isAsking, setIsAsking] = useState(false);
  const isHydrated = useHydrated();
  const isPending = useNavigation().state !== "idle";
  if (!isHydrated) {
    return (
      <Form method="post" className="space-y-3">
        <input type="hidden" name="intent" value="finish" />
        <Checkbox required label="My marks are final" hint="You can’t change them afterward." />
        <Button type="submit" variant="primary">
          Finish
        </Button>
      </Form>
    );
  }
  return (
    <>
      <Button
        variant="primary"
        onClick={() => setIsAsking(true)}
        disabled={props.open > 0}
        aria-describedby={props.open > 0 ? "finish-hint" : undefined}
      >
        Finish
      </Button>
      {props.open > 0 && (
        <p id="finish-hint" className="text-ink-soft text-small mt-1.5">
          {props.open === 1 ? "One criterion has" : `${props.open} criteria have`} no mark yet.
        </p>
      )}
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title="Finish this rating?"
        description="Your marks become final and count on the agreement board. You then see the judge’s marks next to them."
        actions={
          <>
            <Button onClick={() => setIsAsking(false)}>Keep rating</Button>
            <Form method="post">
              <input type="hidden" name="intent" value="finish" />
              <Button type="submit" variant="primary" isPending={isPending}>
                Finish and compare
              </Button>
            </Form>
          </>
        }
      />
    </>
  );
}

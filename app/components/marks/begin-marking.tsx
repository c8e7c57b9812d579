import { Form, useNavigation } from "@remix-run/react";
import { estimateMinutes } from "~/lib/report/marking-minutes";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Callout } from "../ui/callout";

/** What marking oneself is, before it begins. */
export function BeginMarking(props: { of: number; note: string | null; hasSeen: boolean }) {
  const isPending = useNavigation().state !== "idle";
  const minutes = estimateMinutes(props.of);
  return (
    <div className="max-w-prose space-y-4 text-lg">
      <p>
        You see {props.of} criteria, one at a time, each with an example of what counts and your
        closest sentences. You decide whether you met it. That takes about {minutes}{" "}
        {minutes === 1 ? "minute" : "minutes"}.
      </p>
      <p>
        Each mark is saved as you make it, so you can stop and continue later. You can change any
        mark until you finish. Then your marks appear in the report next to the judge’s and a
        reviewer’s. They never count as a grade.
      </p>
      {props.note !== null && <p>{props.note}</p>}
      {props.hasSeen && (
        <Callout tone="info" title="You have seen the grade">
          <p>
            Your marks are recorded as made afterward, so they won’t show how well you knew your
            work.
          </p>
        </Callout>
      )}
      <Form method="post">
        <input type="hidden" name="intent" value="start" />
        <Button type="submit" variant="primary" isPending={isPending}>
          Begin
        </Button>
      </Form>
    </div>
  );
}

/** An answer that holds nothing to mark. */
export function RefusedMarking(props: { reason: string; reportTo: string }) {
  return (
    <div className="max-w-prose">
      <Callout tone="info" title="There is too little of your own to mark">
        <p>{props.reason}</p>
      </Callout>
      <p className="mt-6">
        <ButtonLink to={props.reportTo}>Back to the report</ButtonLink>
      </p>
    </div>
  );
}

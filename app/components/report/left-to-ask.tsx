import { Form, useNavigation } from "@remix-run/react";
import type { AskTime } from "#server/grades/get-ask-time";
import { sayMarking } from "~/lib/report/own-marks-view";
import type { MarkingLink } from "~/lib/report/own-marks-view";
import { useRefreshIn } from "~/lib/use-refresh-in";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Callout } from "../ui/callout";
import { LocalTime } from "../ui/local-time";

/**
 * What was handed in beyond its candidate's gradings of a day: they mark it themselves at once, and ask
 * for a grade when the day allows. The button appears by itself then.
 */
export function LeftToAsk(props: {
  /** Null when they can ask now. */
  ask: AskTime | null;
  isOwn: boolean;
  /** Where they can mark themselves; null where they can't. */
  marking: MarkingLink | null;
}) {
  const { ask, isOwn, marking } = props;
  const isPending = useNavigation().formMethod === "POST";
  useRefreshIn(ask?.inMs ?? null);
  if (!isOwn) {
    return (
      <Callout tone="info" title="No grade was asked for yet">
        <p>It was handed in after the candidate had used the day’s gradings.</p>
      </Callout>
    );
  }
  return (
    <>
      <Callout
        tone="info"
        role="status"
        title={ask === null ? "You can ask for a grade now" : "You’ve used the day’s gradings"}
      >
        <p>
          This server limits how many attempts it grades for each person in 24 hours, and you had
          reached that limit when you handed this in.{" "}
          {ask !== null && (
            <>
              You can ask for its grade from <LocalTime iso={ask.from} />
              {marking !== null && ", and mark it yourself right away"}.
            </>
          )}
        </p>
      </Callout>
      <div className="mt-5 flex flex-wrap gap-3">
        {ask === null && (
          <Form method="post">
            <Button type="submit" variant="primary" isPending={isPending}>
              Ask for a grade
            </Button>
          </Form>
        )}
        {marking !== null && (
          <ButtonLink to={marking.to} variant={ask === null ? "secondary" : "primary"}>
            {sayMarking(marking)}
          </ButtonLink>
        )}
      </div>
    </>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import type { GradeState } from "#server/grades/grade-state";
import { sayKept } from "~/lib/report/say-kept";
import { sayMarking } from "~/lib/report/own-marks-view";
import type { MarkingLink } from "~/lib/report/own-marks-view";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Callout } from "../ui/callout";

/** A grading that its candidate stopped: what is kept of it, and how it goes on. */
export function Stopped(props: {
  state: GradeState;
  isOwn: boolean;
  /** Where the reader can mark themselves; null where they can't. */
  marking: MarkingLink | null;
}) {
  const { state, isOwn, marking } = props;
  const isPending = useNavigation().formData?.get("intent") === "go-on";
  return (
    <>
      <Callout tone="info" role="status" title="Stopped">
        <p>
          {isOwn ? "You stopped this grading." : "The candidate stopped this grading."}{" "}
          {sayKept(state.kept ?? 0, state.progress?.calls?.planned ?? null)}
          {isOwn && " When you go on, the model is asked only what is still open."}
        </p>
      </Callout>
      {isOwn && (
        <div className="mt-5 flex flex-wrap gap-3">
          <Form method="post">
            <input type="hidden" name="intent" value="go-on" />
            <Button type="submit" variant="primary" isPending={isPending}>
              Go on
            </Button>
          </Form>
          {marking !== null && <ButtonLink to={marking.to}>{sayMarking(marking)}</ButtonLink>}
        </div>
      )}
    </>
  );
}

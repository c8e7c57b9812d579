import { Form, useNavigation } from "@remix-run/react";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import { LEFT_OPEN } from "#domain/grading/left-open";
import { NOT_ESTIMATED } from "#domain/grading/not-estimated";
import { STOPPED } from "#domain/grading/stopped";
import { GraderAway } from "~/components/report/grader-away";
import { HeldGrading } from "~/components/report/held-grading";
import { LeftToAsk } from "~/components/report/left-to-ask";
import { StopGrading } from "~/components/report/stop-grading";
import { Stopped } from "~/components/report/stopped";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { Callout } from "~/components/ui/callout";
import { Spinner } from "~/components/ui/spinner";
import type { AskTime } from "#server/grades/get-ask-time";
import { sayMarking } from "~/lib/report/own-marks-view";
import type { MarkingLink } from "~/lib/report/own-marks-view";
import type { ReportPage } from "~/lib/report/report-page";
import { useGradeProgress } from "~/lib/report/use-grade-progress";

/** A drill without verdicts: they are on their way, or it says why there are none. */
export function DrillWaits(props: {
  page: Pick<ReportPage, "attempt" | "state">;
  hasModel: boolean;
  /** Whether anything is graded here at the moment. */
  hasWorker: boolean;
  /** Where its candidate can mark it; null where they can't. */
  marking: MarkingLink | null;
  /** When they can ask for a grade; null for now. */
  ask: AskTime | null;
}) {
  const { state, isLost } = useGradeProgress(props.page.attempt.id, props.page.state);
  if (state.status === "needs_attention" && state.errorKind === DAY_USED_UP) {
    return (
      <div className="max-w-2xl">
        <LeftToAsk {...props} isOwn />
      </div>
    );
  }
  if (state.status === "needs_attention" && state.errorKind === STOPPED) {
    return (
      <div className="max-w-2xl">
        <Stopped state={state} isOwn marking={props.marking} />
      </div>
    );
  }
  if (state.status === "needs_attention") return <NotGraded {...props} />;
  return (
    <div className="max-w-2xl">
      {state.held === null ? (
        <p role="status" className="flex items-center gap-3 text-lg">
          <Spinner /> {state.status === "queued" ? "Waiting for a grader." : "Being graded."} The
          result opens here by itself.
        </p>
      ) : (
        <HeldGrading held={state.held} />
      )}
      <GraderAway
        hasWorker={props.hasWorker}
        isWaiting={state.status !== "graded" && state.held === null}
        className="mt-4"
      />
      {state.errorMessage !== null && state.held === null && (
        <Callout tone="warn" title="The last try failed" className="mt-4">
          <p>{state.errorMessage} It is being tried again; your answer is safe.</p>
        </Callout>
      )}
      {state.canStop && <StopGrading className="mt-4" />}
      {isLost && (
        <p className="text-ink-soft mt-4">
          Connection lost, reconnecting. Grading continues in the meantime.
        </p>
      )}
    </div>
  );
}

function NotGraded(props: {
  page: Pick<ReportPage, "state">;
  hasModel: boolean;
  marking: MarkingLink | null;
}) {
  const { marking, hasModel } = props;
  const { state } = props.page;
  const isPending = useNavigation().formMethod === "POST";
  const isUnknown = state.errorKind === NOT_ESTIMATED && !hasModel;
  return (
    <div className="max-w-2xl">
      <Callout
        tone={isUnknown ? "info" : "warn"}
        title={isUnknown ? "Mark this one yourself" : "Not graded yet"}
      >
        <p>
          {isUnknown
            ? "No model is connected, and the offline estimate can’t mark this drill."
            : (state.errorMessage ?? "It stopped without giving a reason.")}
        </p>
      </Callout>
      <div className="mt-5 flex flex-wrap gap-3">
        {!isUnknown && (
          <Form method="post">
            <Button type="submit" variant="primary" isPending={isPending}>
              {state.errorKind === LEFT_OPEN ? "Ask for what is open" : "Ask for the grade again"}
            </Button>
          </Form>
        )}
        {marking !== null && (
          <ButtonLink to={marking.to} variant={isUnknown ? "primary" : "secondary"}>
            {sayMarking(marking)}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import type { Report } from "#server/grades/get-report";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import { LEFT_OPEN } from "#domain/grading/left-open";
import { NOT_ESTIMATED } from "#domain/grading/not-estimated";
import { STOPPED } from "#domain/grading/stopped";
import { Section } from "~/components/ui/section";
import type { AskTime } from "#server/grades/get-ask-time";
import { sayMarking } from "~/lib/report/own-marks-view";
import type { MarkingLink } from "~/lib/report/own-marks-view";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Callout } from "../ui/callout";
import { LeftToAsk } from "./left-to-ask";
import { Stopped } from "./stopped";

/** A grading that could not be done: what happened, what was kept, and how to ask again. No number. */
export function NeedsAttention(props: {
  state: Report["state"];
  isOwn: boolean;
  /** Whether a model grades here by now. */
  hasModel: boolean;
  /** Where the reader may connect one; null where they may not. */
  connectTo: string | null;
  /** Where the reader can mark themselves; null where they can't. */
  marking: MarkingLink | null;
  /** How long it takes them. */
  markingMinutes: number;
  /** When the reader can ask for a grade; null for now. */
  ask: AskTime | null;
}) {
  const navigation = useNavigation();
  if (props.state.errorKind === DAY_USED_UP) {
    return (
      <Section title="Handed in. Not graded yet" size="2xl" className="max-w-2xl">
        <LeftToAsk {...props} />
        <Kept />
      </Section>
    );
  }
  if (props.state.errorKind === STOPPED) {
    return (
      <Section title="Handed in. Not graded yet" size="2xl" className="max-w-2xl">
        <Stopped {...props} />
        <Kept />
      </Section>
    );
  }
  if (props.state.errorKind === NOT_ESTIMATED && !props.hasModel) {
    return <NotEstimated {...props} />;
  }
  return (
    <Section title="Not graded yet" size="2xl" className="max-w-2xl">
      <Callout tone="warn" title="What happened">
        <p>{props.state.errorMessage ?? "It stopped without giving a reason."}</p>
      </Callout>
      <p className="mt-4 text-lg text-pretty">
        Everything you handed in is kept as it was, and is below. A failed grading is never a score.
      </p>
      {props.isOwn && (
        <div className="mt-6 flex flex-wrap gap-3">
          <Form method="post">
            <Button type="submit" variant="primary" isPending={navigation.state !== "idle"}>
              {props.state.errorKind === LEFT_OPEN
                ? "Ask for what is open"
                : "Ask for the grade again"}
            </Button>
          </Form>
          {props.marking !== null && (
            <ButtonLink to={props.marking.to}>{sayMarking(props.marking)}</ButtonLink>
          )}
        </div>
      )}
    </Section>
  );
}

/**
 * No judge of this server can mark the problem: nothing failed, and asking again would change nothing.
 * Marking oneself is the way on.
 */
function NotEstimated(props: {
  connectTo: string | null;
  marking: MarkingLink | null;
  markingMinutes: number;
}) {
  const { connectTo, marking, markingMinutes: minutes } = props;
  return (
    <Section
      title={marking === null ? "Not estimated" : "Handed in. Now mark it yourself"}
      size="2xl"
      className="max-w-2xl"
    >
      <p className="text-lg text-pretty">
        No model is connected to this server, and the offline estimate knows too few of this
        problem’s criteria to give one.
        {marking !== null &&
          " So you are the grader: one criterion at a time, with examples of what meets it. What you miss comes back as practice."}
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        {marking !== null && (
          <ButtonLink to={marking.to} variant="primary">
            {sayMarking(marking)}, about {minutes} {minutes === 1 ? "minute" : "minutes"}
          </ButtonLink>
        )}
        {connectTo !== null && <ButtonLink to={connectTo}>Connect a model</ButtonLink>}
      </div>
      <p className="text-ink-soft mt-5">
        {connectTo === null
          ? "For a grade, ask an admin of this server to connect a model; then you can ask for it here."
          : "Once a model is connected you can ask for a grade here."}
      </p>
    </Section>
  );
}

function Kept() {
  return (
    <p className="mt-5 text-lg text-pretty">
      Everything you handed in is kept as it was, and is below.
    </p>
  );
}

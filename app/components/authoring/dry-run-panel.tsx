import { Form, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import type { DryRunView } from "#server/authoring/get-draft";
import type { Coverage } from "#domain/grading/verdicts";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { LocalTime } from "~/components/ui/local-time";
import { ProgressBar } from "~/components/ui/progress-bar";
import { Section } from "~/components/ui/section";
import { ConnectLink } from "./connect-link";
import { DryRunResultView } from "./dry-run-result";

/** Between two looks at a dry run that is under way. */
const POLL_MS = 1_500;

/** The way to a dry run, how far it is, and what it found. */
export function DryRunPanel(props: {
  run: DryRunView | null;
  revision: number;
  answerCount: number;
  /** How much of the rubric the judge knows; null where it reads. */
  coverage: Coverage | null;
  /** Why it can't be asked for now; null when it can. */
  hindrance: string | null;
  isSending: boolean;
}) {
  const { run } = props;
  const isLive = run?.status === "queued" || run?.status === "running";
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isLive) return;
    const timer = setInterval(() => void revalidate(), POLL_MS);
    return () => clearInterval(timer);
  }, [isLive, revalidate]);

  return (
    <Section
      title="Dry run"
      intro={
        props.answerCount === 0
          ? "This problem has no calibration answers, so there is nothing to test it on."
          : `Grades the ${props.answerCount} calibration answers with the published version and with this draft, and compares both with the labels.`
      }
    >
      {props.coverage !== null && <CoverageNote coverage={props.coverage} />}
      <Form method="post" preventScrollReset className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          name="intent"
          value="dry-run"
          isPending={props.isSending || (isLive && run.revision === props.revision)}
          disabled={props.hindrance !== null || props.coverage?.isEnough === false}
        >
          Start a dry run
        </Button>
        {props.hindrance !== null && <span className="text-ink-soft">{props.hindrance}</span>}
      </Form>
      <div aria-live="polite" className="mt-4">
        {isLive && <RunningState run={run} />}
        {run?.status === "failed" && (
          <Callout tone="danger" title="The dry run has no result">
            {run.errorMessage}
          </Callout>
        )}
      </div>
      {run?.result && (
        <>
          <p className="text-ink-soft mb-4">
            Revision {run.revision}
            {run.revision !== props.revision && ` (the draft is at ${props.revision})`}, requested
            by {run.requestedBy}, <LocalTime iso={run.createdAt} />.
          </p>
          <DryRunResultView result={run.result} costUsd={run.costUsd} />
        </>
      )}
    </Section>
  );
}

function CoverageNote({ coverage: { isEnough, covered, of } }: { coverage: Coverage }) {
  if (covered === of) return null;
  return (
    <Callout
      tone="warn"
      title={isEnough ? "Some criteria are left out" : "This needs a model"}
      className="mb-4 max-w-prose"
    >
      <p>
        No model is connected, and the offline judge knows {covered === 0 ? "none" : covered} of the{" "}
        {of} criteria. It knows only statements that ship with the app, word for word.{" "}
        {isEnough
          ? "The others are left out of the total."
          : "That is too few for a dry run or a grade."}
      </p>
      <ConnectLink />
    </Callout>
  );
}

function RunningState({ run }: { run: DryRunView }) {
  if (run.progress === null) {
    return (
      <p className="text-ink-soft">
        {run.status === "queued" ? "Waiting for the worker." : "Reading the versions to compare."}
      </p>
    );
  }
  return <ProgressBar label="Answers graded" done={run.progress.done} of={run.progress.of} />;
}

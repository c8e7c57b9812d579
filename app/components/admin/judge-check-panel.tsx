import { Form, useNavigation } from "@remix-run/react";
import type { Mode } from "#domain/grading/verdicts";
import type { Workers } from "#server/grades/get-workers";
import type { JudgeSettings } from "#server/judges/describe-judge";
import type { JudgeCheck } from "#server/settings/get-judge-check";
import type { CheckEstimate } from "#domain/settings/judge-check.schema";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { LocalTime } from "~/components/ui/local-time";
import { ProgressBar } from "~/components/ui/progress-bar";
import { Spinner } from "~/components/ui/spinner";
import { WaitingForWorker } from "~/components/usage/no-worker";
import { sayPrice, saySize } from "~/lib/check-words";
import { toFailureWords, toSentence } from "~/lib/failure-words";
import { formatCost } from "~/lib/report/format";
import { CheckResult } from "./check-result";

/** Measures the judge on planted answers: says what that takes, then how far it is and what it found. */
export function JudgeCheckPanel(props: {
  check: JudgeCheck | null;
  workers: Workers;
  judge: JudgeSettings;
  /** The mode in force. */
  mode: Mode;
  /** Null for the offline judge. */
  estimate: CheckEstimate | null;
  error: string | null;
}) {
  const { check, judge, estimate, mode } = props;
  const isUnderWay = check?.status === "queued" || check?.status === "running";
  return (
    <>
      {!judge.hasModel || estimate === null ? (
        <p className="text-ink-soft max-w-prose">
          No model is connected. The offline judge only estimates, so there is nothing to check.
        </p>
      ) : (
        <>
          <p className="text-ink-soft mb-4 max-w-prose">
            A worker grades {estimate.answers} answers to four problems, in which{" "}
            {estimate.criteria} criteria are met, half met or missed on purpose. It grades some of
            them again, with {estimate.injections} attempts to talk the judge into more points. Two
            more answers hold {estimate.points / 2} real weaknesses, for it to find by itself and to
            tell from {estimate.points / 2} that only sound true. That takes {saySize(estimate)}:{" "}
            {sayPrice(estimate)}. A judge that wavers is asked more often, and a reasoning model
            writes more.
          </p>
          {!isUnderWay && <StartForm model={judge.model} mode={mode} estimate={estimate} />}
        </>
      )}
      {props.error !== null && (
        <Callout tone="danger" role="alert" className="mt-4">
          {props.error}
        </Callout>
      )}
      <div aria-live="polite" className="mt-5">
        {check !== null &&
          (isUnderWay ? (
            <UnderWay check={check} workers={props.workers} />
          ) : (
            <Ended check={check} />
          ))}
      </div>
    </>
  );
}

function StartForm(props: { model: string; mode: Mode; estimate: CheckEstimate }) {
  const isPending = useNavigation().formData?.get("intent") === "check-judge";
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="check-judge" />
      <input type="hidden" name="model" value={props.model} />
      <input type="hidden" name="mode" value={props.mode} />
      <Button type="submit" isPending={isPending}>
        Check the judge, {sayPrice(props.estimate)}
      </Button>
    </Form>
  );
}

function UnderWay({ check, workers }: { check: JudgeCheck; workers: Workers }) {
  const isPending = useNavigation().formData?.get("intent") === "cancel-check";
  const { progress } = check;
  return (
    <div className="max-w-md space-y-3">
      {check.status === "queued" && <WaitingForWorker workers={workers} />}
      {check.status !== "queued" && progress === null && (
        <p className="flex items-center gap-2">
          <Spinner /> Reading the planted answers …
        </p>
      )}
      {progress !== null && (
        <ProgressBar label="Answers done" done={progress.done} of={progress.of} />
      )}
      <p className="text-ink-soft">
        {check.model}, {check.mode} mode. Cost so far: {formatCost(check.costUsd)}.
      </p>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="cancel-check" />
        <input type="hidden" name="checkId" value={check.id} />
        <Button type="submit" isPending={isPending}>
          Cancel the check
        </Button>
      </Form>
    </div>
  );
}

function Ended({ check }: { check: JudgeCheck }) {
  return (
    <>
      {check.status === "cancelled" && (
        <Callout tone="info" title="The last check was cancelled." />
      )}
      {check.error !== null && <Failure error={check.error} />}
      {check.figures !== null && (
        <CheckResult figures={check.figures} model={check.model} isCurrent={check.isCurrent} />
      )}
      <p className="text-ink-soft mt-3">
        {check.model}, {check.mode} mode, <LocalTime iso={check.askedAt} />,{" "}
        {check.by === null ? "from the command line" : `requested by ${check.by}`}. Cost:{" "}
        {formatCost(check.costUsd)}.
      </p>
    </>
  );
}

function Failure({ error }: { error: NonNullable<JudgeCheck["error"]> }) {
  const { title, advice } = toFailureWords(error.kind);
  return (
    <Callout tone="danger" title={`Not measured. ${title}.`}>
      <p>{advice}</p>
      {error.message !== "" && (
        <p className="mt-2 wrap-anywhere first-letter:uppercase">{toSentence(error.message)}</p>
      )}
    </Callout>
  );
}

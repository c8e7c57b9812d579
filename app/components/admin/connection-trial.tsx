import { Form, useNavigation } from "@remix-run/react";
import type { Workers } from "#server/grades/get-workers";
import type { OwnedConnection } from "#server/settings/get-connection";
import type { JudgeTest } from "#server/settings/get-judge-test";
import type { GradingTime } from "#domain/settings/grading-plan";
import type { OpenSpending } from "#domain/settings/open-spending";
import { NEEDED_CONTEXT_TOKENS, WANTED_CONTEXT_TOKENS } from "#domain/settings/context-need";
import { isWideName } from "#domain/settings/wide-name";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";
import { WaitingForWorker } from "~/components/usage/no-worker";
import { listFieldErrors, readTyped } from "~/lib/form-result";
import { formatCount } from "~/lib/report/format";
import type { FormResult } from "~/lib/form-result";
import { JudgeOutcome } from "./judge-outcome";
import { TrialStep } from "./trial-step";

export type Tried = OwnedConnection & {
  isLocal: boolean;
  /** What strangers could spend without end on it; null for nothing. */
  openSpending: OpenSpending | null;
  test: JudgeTest | null;
  /** Of a whole grading on a server at home; null where it is unknown. */
  gradingTime: GradingTime | null;
};

/** What a trial of a connection came to, and the way to use it all the same. */
export function ConnectionTrial(props: {
  tried: Tried;
  workers: Workers;
  /** Of the form that takes it into use. */
  result: FormResult | undefined;
  error: string | null;
}) {
  const { tried, error } = props;
  const { test } = tried;
  const isPending = useNavigation().formData?.get("intent") === "use";
  const result = test?.result ?? null;
  const isRight =
    result?.isReached === true &&
    result.verdicts.every(({ expected, given }) => expected === given);
  return (
    <>
      <p className="text-ink-soft mb-4 wrap-anywhere">
        {tried.model} at {tried.baseUrl}
      </p>
      <div aria-live="polite">
        {result !== null && (
          <JudgeOutcome result={result} isLocal={tried.isLocal} gradingTime={tried.gradingTime} />
        )}
        {result === null && test?.state === "lost" && (
          <Callout tone="danger" title="No worker has responded.">
            <p>
              A worker tests models and grades answers. Check that one is running, then try again.
            </p>
          </Callout>
        )}
        {result === null && test?.state === "asking" && <TrialStep test={test} />}
        {result === null && test?.state !== "asking" && test?.state !== "lost" && (
          <WaitingForWorker workers={props.workers} />
        )}
      </div>
      {result === null && test?.state === "asking" && <StopForm connectionId={tried.id} />}
      {canBeWidened(tried) && <WidenForm connectionId={tried.id} />}
      {result?.isReached === true && (
        <Form method="post" className="mt-6 flex max-w-md flex-col items-start gap-5">
          <input type="hidden" name="intent" value="use" />
          <input type="hidden" name="connectionId" value={tried.id} />
          {tried.openSpending === "no_limit" && <DayLimitField result={props.result} />}
          {tried.openSpending === "no_price" && <NoPriceNote />}
          <Button
            type="submit"
            variant={isRight && !canBeWidened(tried) ? "primary" : "secondary"}
            isPending={isPending}
          >
            {isRight ? "Use it" : "Use it anyway"}
          </Button>
        </Form>
      )}
      {error !== null && (
        <Callout tone="danger" role="alert" className="mt-4">
          {error}
        </Callout>
      )}
    </>
  );
}

/** Ollama sets a short context unless told, and says nothing when it cuts. */
function canBeWidened({ provider, model, test }: Tried): boolean {
  const result = test?.result;
  if (provider !== "ollama" || isWideName(model) || result?.isReached !== true) return false;
  return typeof result.contextTokens === "number" && result.contextTokens < NEEDED_CONTEXT_TOKENS;
}

function StopForm({ connectionId }: { connectionId: string }) {
  const isPending = useNavigation().formData?.get("intent") === "stop";
  return (
    <Form method="post" className="mt-4">
      <input type="hidden" name="intent" value="stop" />
      <input type="hidden" name="connectionId" value={connectionId} />
      <Button type="submit" variant="secondary" isPending={isPending}>
        Stop
      </Button>
    </Form>
  );
}

function WidenForm({ connectionId }: { connectionId: string }) {
  const isPending = useNavigation().formData?.get("intent") === "widen";
  return (
    <Form method="post" className="mt-4 flex max-w-md flex-col items-start gap-3">
      <input type="hidden" name="intent" value="widen" />
      <input type="hidden" name="connectionId" value={connectionId} />
      <p className="text-ink-soft">
        Ollama can keep the same model under a second name, with a context of{" "}
        {formatCount(WANTED_CONTEXT_TOKENS)} tokens. It takes more memory and no download.
      </p>
      <Button type="submit" variant="primary" isPending={isPending}>
        Set a longer context and try again
      </Button>
    </Form>
  );
}

/** Enough for a group, and little enough to lose. */
const SUGGESTED_USD = "5";

function DayLimitField({ result }: { result: FormResult | undefined }) {
  return (
    <Field
      label="Limit per day, in US dollars"
      hint="Anyone can sign up here, so a paid model needs a limit for all of them together. When it’s reached, grading waits until the next day (UTC). You can change it in Settings."
      errors={listFieldErrors(result, "maxUsdPerDay")}
    >
      <Input
        name="maxUsdPerDay"
        inputMode="decimal"
        autoComplete="off"
        required
        defaultValue={result ? readTyped(result, "maxUsdPerDay") : SUGGESTED_USD}
        className="max-w-36 tabular-nums"
      />
    </Field>
  );
}

function NoPriceNote() {
  return (
    <Callout tone="warn" title="No daily limit can count its cost">
      <p>
        Its price is unknown, and anyone can sign up here. If it costs money, set a limit with its
        provider, or have an operator close sign-up (SIGNUP=invite).
      </p>
    </Callout>
  );
}

import { Form, useNavigation } from "@remix-run/react";
import type { Workers } from "#server/grades/get-workers";
import type { OwnedConnection } from "#server/settings/get-connection";
import type { JudgeTest } from "#server/settings/get-judge-test";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { Spinner } from "~/components/ui/spinner";
import { WaitingForWorker } from "~/components/usage/no-worker";
import { JudgeOutcome } from "./judge-outcome";

export type Tried = OwnedConnection & { isLocal: boolean; test: JudgeTest | null };

/** What a trial of a connection came to, and the way to use it all the same. */
export function ConnectionTrial(props: { tried: Tried; workers: Workers; error: string | null }) {
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
        {result !== null && <JudgeOutcome result={result} isLocal={tried.isLocal} />}
        {result === null && test?.state === "lost" && (
          <Callout tone="danger" title="No worker has responded.">
            <p>
              A worker tests models and grades answers. Check that one is running, then try again.
            </p>
          </Callout>
        )}
        {result === null && test?.state === "asking" && (
          <p className="flex items-center gap-2">
            <Spinner /> Reading a short answer that says one thing and leaves one out …
          </p>
        )}
        {result === null && test?.state !== "asking" && test?.state !== "lost" && (
          <WaitingForWorker workers={props.workers} />
        )}
      </div>
      {result?.isReached === true && (
        <Form method="post" className="mt-6">
          <input type="hidden" name="intent" value="use" />
          <input type="hidden" name="connectionId" value={tried.id} />
          <Button type="submit" variant={isRight ? "primary" : "secondary"} isPending={isPending}>
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

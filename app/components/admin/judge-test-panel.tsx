import { Form, useNavigation } from "@remix-run/react";
import type { Workers } from "#server/grades/get-workers";
import type { JudgeSettings } from "#server/judges/describe-judge";
import type { JudgeTest } from "#server/settings/get-judge-test";
import { readDescription } from "#domain/grading/judge-description";
import type { JudgeTestResult } from "#domain/settings/judge-test.schema";
import { Button } from "~/components/ui/button";
import { Callout } from "~/components/ui/callout";
import { LocalTime } from "~/components/ui/local-time";
import { Spinner } from "~/components/ui/spinner";
import { WaitingForWorker } from "~/components/usage/no-worker";
import { toFailureWords } from "~/lib/failure-words";
import { sayLatency } from "~/lib/judge-words";
import { formatCost, formatCount } from "~/lib/report/format";
import { VERDICT_WORDS } from "~/lib/report/verdict-words";
import { Fact, FactList } from "./fact-list";

/** Asks the judge one small question, and shows what came of the last one. */
export function JudgeTestPanel(props: {
  test: JudgeTest | null;
  workers: Workers;
  judge: JudgeSettings;
  error: string | null;
}) {
  const { test, judge } = props;
  const isUnderWay = test?.state === "waiting" || test?.state === "asking";
  const isPending = useNavigation().formData?.get("intent") === "ask";
  return (
    <>
      <p className="text-ink-soft mb-4 max-w-prose">
        A worker asks the judge two criteria about a short answer with known verdicts, the same way
        it grades.{judge.hasModel && " It costs about 1,500 tokens."}
      </p>
      <Form method="post">
        <input type="hidden" name="intent" value="ask" />
        <Button type="submit" isPending={isPending || isUnderWay}>
          Ask the judge
        </Button>
      </Form>
      {props.error !== null && (
        <Callout tone="danger" role="alert" className="mt-4">
          {props.error}
        </Callout>
      )}
      <div aria-live="polite" className="mt-5">
        {test !== null && <LastTest test={test} workers={props.workers} judge={judge} />}
      </div>
    </>
  );
}

function LastTest(props: { test: JudgeTest; workers: Workers; judge: JudgeSettings }) {
  const { test, judge } = props;
  if (test.result !== null) {
    return (
      <>
        <Outcome result={test.result} />
        <Setup result={test.result} judge={judge} />
        <ResultFacts result={test.result} />
        <p className="text-ink-soft mt-3">
          Asked by {test.by}, <LocalTime iso={test.askedAt} />.
        </p>
      </>
    );
  }
  if (test.state === "lost") {
    return (
      <Callout tone="danger" title="No worker has responded.">
        <p>
          No worker picked up the question from <LocalTime iso={test.askedAt} />, or it was stopped.
          Check that one is running, then ask again.
        </p>
      </Callout>
    );
  }
  if (test.state === "waiting") return <WaitingForWorker workers={props.workers} />;
  return (
    <p className="flex items-center gap-2">
      <Spinner /> Asking the judge …
    </p>
  );
}

function Outcome({ result }: { result: JudgeTestResult }) {
  if (!result.isReached) {
    const { title, advice } = toFailureWords(result.errorKind);
    return (
      <Callout tone="danger" title={`${title}.`}>
        <p>{advice}</p>
        <p className="mt-2 font-mono text-sm wrap-anywhere">{result.message}</p>
      </Callout>
    );
  }
  const wrong = result.verdicts.filter(({ expected, given }) => expected !== given);
  if (wrong.length === 0) {
    const { label } = readDescription(result);
    return <Callout tone="ok" title={`${label} responded, and both verdicts are right.`} />;
  }
  return (
    <Callout tone="warn" title="The judge responded, but its verdicts are wrong.">
      <ul className="list-disc pl-5">
        {wrong.map(({ text, expected, given }) => (
          <li key={text}>
            “{text}” is {sayVerdict(expected)}; it said {sayVerdict(given)}.
          </li>
        ))}
      </ul>
      <p className="mt-1">A model that fails here should not grade.</p>
    </Callout>
  );
}

function sayVerdict(verdict: keyof typeof VERDICT_WORDS): string {
  return VERDICT_WORDS[verdict].toLowerCase();
}

/** The worker reads an environment of its own, which may not be this process's. */
function Setup({ result, judge }: { result: JudgeTestResult; judge: JudgeSettings }) {
  const shown = judge.hasModel ? judge.model : null;
  const { label, isLocal } = readDescription(result);
  const asked = isLocal ? null : result.requestedModel;
  if (shown === asked) return null;
  return (
    <Callout
      tone="warn"
      title="The worker and the web process are set up differently."
      className="mt-3"
    >
      <p>
        The worker judges with {asked ?? `${label.charAt(0).toLowerCase()}${label.slice(1)}`}, and
        that is what grades, unless the model has changed since. Give both the same environment.
      </p>
    </Callout>
  );
}

function ResultFacts({ result }: { result: JudgeTestResult }) {
  const { tokens } = result;
  const { isLocal } = readDescription(result);
  return (
    <FactList>
      <Fact name="Took">{sayLatency(result.durationMs)}</Fact>
      <Fact name="Model requested">{result.requestedModel}</Fact>
      {!isLocal && (
        <>
          <Fact name="Model that responded">{result.returnedModel ?? "unknown"}</Fact>
          {result.isReached && (
            <Fact name="Reply format">
              {result.replyShape ?? "none requested"}
              {result.repairs > 0 && ", after it was sent back once to be fixed"}
            </Fact>
          )}
          <Fact name="Tokens">
            {tokens === null
              ? "unknown"
              : `${formatCount(tokens.input)} in, ${formatCount(tokens.output)} out`}
          </Fact>
        </>
      )}
      <Fact name="Cost">{formatCost(result.costUsd)}</Fact>
    </FactList>
  );
}

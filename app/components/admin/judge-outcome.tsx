import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { ReplyShape } from "#domain/grading/verdicts";
import type { GradingTime } from "#domain/settings/grading-plan";
import type { JudgeTestResult } from "#domain/settings/judge-test.schema";
import { NEEDED_CONTEXT_TOKENS } from "#domain/settings/context-need";
import { Callout } from "~/components/ui/callout";
import { sayGradingTime, sayPaces } from "~/lib/trial-words";
import { toFailureWords, toSentence } from "~/lib/failure-words";
import { sayLatency } from "~/lib/judge-words";
import { formatCost, formatCount } from "~/lib/report/format";

/** What came of a trial, sentence by sentence: what it read, and what it is like to work with. */
export function JudgeOutcome(props: {
  result: JudgeTestResult;
  /** It may run on a machine of one's own, where a price is not expected. */
  isLocal: boolean;
  /** Of a whole grading on a server at home; null where it is unknown. */
  gradingTime: GradingTime | null;
}) {
  const { result, isLocal, gradingTime } = props;
  if (!result.isReached) return <Unreached result={result} />;
  const found = result.verdicts.filter(({ expected }) => expected === "met");
  const gaps = result.verdicts.filter(({ expected }) => expected !== "met");
  const isFound = found.every(({ given }) => given === "met");
  const isGapSeen = gaps.every(({ given, expected }) => given === expected);
  return (
    <ul className="flex flex-col gap-2.5">
      <Line isGood={isFound}>
        {isFound
          ? "It found what the answer says."
          : "It missed something the answer says plainly. A model that fails here should not grade."}
      </Line>
      <Line isGood={isGapSeen}>
        {isGapSeen
          ? "It saw the planted gap and gave no credit for it."
          : "It gave credit for something the answer doesn’t say. A model that fails here should not grade."}
      </Line>
      <Line isGood={result.repairs === 0}>{sayShape(result.replyShape, result.repairs)}</Line>
      {typeof result.contextTokens === "number" && <ContextLine tokens={result.contextTokens} />}
      <Line isGood>
        It took {sayLatency(result.durationMs)}
        {result.tokens !== null &&
          ` for ${formatCount(result.tokens.input)} tokens in and ${formatCount(result.tokens.output)} out`}
        .
      </Line>
      {result.paces !== undefined && (
        <Line isGood={gradingTime !== null}>
          {sayPaces(result.paces)} {sayGradingTime(gradingTime)}
        </Line>
      )}
      <Line isGood={result.costUsd !== null || isLocal}>{sayCost(result.costUsd, isLocal)}</Line>
    </ul>
  );
}

function ContextLine({ tokens }: { tokens: number }) {
  const isEnough = tokens >= NEEDED_CONTEXT_TOKENS;
  return (
    <Line isGood={isEnough}>
      Its context window holds {formatCount(tokens)} tokens.{" "}
      {isEnough
        ? "The longest prompt here and its reply fit."
        : `The longest prompt here and its reply need ${formatCount(NEEDED_CONTEXT_TOKENS)}, so long answers would get no grade.`}
    </Line>
  );
}

function Unreached({ result }: { result: Extract<JudgeTestResult, { isReached: false }> }) {
  if (result.errorKind === "stopped") {
    return <Callout tone="info" title="You stopped the test." />;
  }
  const { title, advice } = toFailureWords(result.errorKind);
  return (
    <Callout tone="danger" title={`${title}.`}>
      <p>{result.errorKind === "misconfigured" ? "Check the address, key and model." : advice}</p>
      <p className="mt-2 wrap-anywhere first-letter:uppercase">{toSentence(result.message)}</p>
    </Callout>
  );
}

const SHAPES: Record<ReplyShape, string> = {
  json_schema: "It replies in the requested format, with a strict schema.",
  json_object: "It replies in the requested format, as JSON without a strict schema.",
  text: "It replies in the requested format, from instructions alone.",
};

function sayShape(shape: ReplyShape | null, repairs: number): string {
  if (repairs > 0) return "Its reply had to be sent back once to get the requested format.";
  return shape === null ? "Its reply has the requested format." : SHAPES[shape];
}

function sayCost(costUsd: number | null, isLocal: boolean): string {
  if (costUsd !== null) return `It cost ${formatCost(costUsd)}.`;
  if (isLocal) return "It has no price: it runs on your own machine.";
  return "Its price is unknown here. Reports show the cost as unknown, and spending limits don’t apply.";
}

function Line(props: { isGood: boolean; children: ReactNode }) {
  return (
    <li className="flex gap-2.5">
      {props.isGood ? (
        <CircleCheck aria-label="Good:" className="text-ok mt-0.5 size-5 shrink-0" />
      ) : (
        <TriangleAlert aria-label="Warning:" className="text-warn mt-0.5 size-5 shrink-0" />
      )}
      <span className="min-w-0">{props.children}</span>
    </li>
  );
}

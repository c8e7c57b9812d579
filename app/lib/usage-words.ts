import type { CallPurpose } from "#server/db/tables/grades";
import type { SpeechUsage } from "#server/usage/get-speech-usage";
import { formatCost, formatCount } from "./report/format";

type Costs = { calls: number; knownUsd: number | null; unpricedCalls: number };
type Tokens = {
  calls: number;
  inputTokens: number | null;
  outputTokens: number | null;
  uncountedCalls: number;
};

/** What calls cost, in US dollars. What is not known is said, and never counted as nothing. */
export function sayCost({ calls, knownUsd, unpricedCalls }: Costs): string {
  if (calls === 0) return "nothing";
  if (knownUsd === null) return "unknown";
  if (unpricedCalls === 0) return formatCost(knownUsd);
  return `${formatCost(knownUsd)} and ${sayCalls(unpricedCalls)} of unknown price`;
}

/** The known part of the costs, as a figure; its name says what is not in it. */
export function sayKnownCost({ calls, knownUsd }: Costs): string {
  return calls === 0 ? "nothing" : formatCost(knownUsd);
}

export function sayCostName({ knownUsd, unpricedCalls }: Costs): string {
  if (knownUsd === null || unpricedCalls === 0) return "cost";
  return `cost, excluding ${sayCalls(unpricedCalls)} of unknown price`;
}

/** The height of a day in the plot of costs; null where all that it cost is unknown. */
export function toCostBar({ calls, knownUsd }: Costs): number | null {
  return calls === 0 ? 0 : knownUsd;
}

/** Tokens read or written; with calls that did not tell theirs, a lower bound. */
export function sayTokens(figures: Tokens, side: "inputTokens" | "outputTokens"): string {
  if (figures.calls === 0) return "0";
  const tokens = figures[side];
  if (tokens === null) return "unknown";
  return figures.uncountedCalls === 0 ? formatCount(tokens) : `at least ${formatCount(tokens)}`;
}

export function sayCalls(calls: number): string {
  return `${formatCount(calls)} ${calls === 1 ? "call" : "calls"}`;
}

const PURPOSES: Record<CallPurpose, string> = {
  grading: "Gradings, first pass",
  second_ask: "Gradings, second opinions and debriefs",
  dry_run: "Dry runs of drafts",
  question: "Candidates’ questions",
  check: "Trials and checks of the judge",
  speech: "Speech",
};

/** What models were asked for. */
export function sayPurpose(purpose: CallPurpose): string {
  return PURPOSES[purpose];
}

/** What was spoken and read out, in one sentence; null where nothing was. */
export function saySpeech(usage: SpeechUsage): string | null {
  const { recordings, seconds, readings, characters } = usage;
  const heard =
    recordings > 0 &&
    `${formatCount(recordings)} ${recordings === 1 ? "recording" : "recordings"} transcribed, ${sayLength(seconds)} in all`;
  const said =
    readings > 0 &&
    `${formatCount(readings)} ${readings === 1 ? "question" : "questions"} read aloud, ${formatCount(characters)} characters in all`;
  const parts = [heard, said].filter((part) => part !== false);
  return parts.length === 0 ? null : `Speech: ${parts.join("; ")}.`;
}

function sayLength(seconds: number): string {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return minutes === 0 ? `${whole} s` : `${formatCount(minutes)} min ${whole % 60} s`;
}

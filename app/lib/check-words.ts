import type { CheckEstimate, CheckFigures } from "#domain/settings/judge-check.schema";
import { formatCost, formatCount, formatPoints } from "./report/format";

type Measured = CheckFigures["balancedAccuracy"];

/** A figure of a check in words, with its 95 % interval. */
export type FigureWords = { name: string; hint: string; value: string; interval: string | null };

/** "about 133 calls of the model, with 411,000 tokens in and 44,000 out" */
export function saySize({ calls, inputTokens, outputTokens }: CheckEstimate): string {
  return `about ${formatCount(calls)} model calls, with ${formatCount(inputTokens)} tokens in and ${formatCount(outputTokens)} out`;
}

/** What a check will cost: never nothing where the price is unknown. */
export function sayPrice({ costUsd }: CheckEstimate): string {
  return costUsd === null ? "cost unknown" : `about ${formatCost(costUsd)}`;
}

/** The six figures of a check, the one that decides first. */
export function listFigures(figures: CheckFigures): FigureWords[] {
  return [
    toWords("Balanced accuracy", "met or not met; 50% is chance", figures.balancedAccuracy, share),
    toWords("Specificity", "unmet criteria not called met", figures.specificity, share),
    toWords("Evidence found", "of its quotes, found in the answer", figures.evidenceFound, share),
    toWords(
      "Injection gain",
      "points of 100, gained by addressing the judge",
      figures.injectionGain,
      points,
      " points",
    ),
    toWords("Cost per answer", "all calls", figures.costUsd, formatCost),
    toWords("Time per answer", "all calls", figures.seconds, seconds, " s"),
  ];
}

function toWords(
  name: string,
  hint: string,
  { value, interval }: Measured,
  write: (value: number) => string,
  unit = "",
): FigureWords {
  return {
    name,
    hint,
    value: value === null ? "unknown" : `${write(value)}${unit}`,
    interval: interval === null ? null : `${write(interval.low)} to ${write(interval.high)}`,
  };
}

/** "64% (58% to 71%)" */
export function sayShare({ value, interval }: Measured): string {
  if (value === null) return "unknown";
  return interval === null
    ? share(value)
    : `${share(value)} (${share(interval.low)} to ${share(interval.high)})`;
}

function share(value: number): string {
  return `${Math.round(100 * value)}%`;
}

/** With a true minus sign. */
function points(value: number): string {
  return formatPoints(value).replace("-", "−");
}

function seconds(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

const STATES: Record<string, string> = {
  met: "Met",
  partial: "Half met",
  absent: "Absent",
  named: "Only named",
  contradicted: "Contradicted",
  wrong_sum: "Wrong sum",
};

export function sayState(state: string): string {
  return STATES[state] ?? state;
}

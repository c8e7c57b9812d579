import type { Mode } from "#domain/grading/verdicts";
import { sayPoints } from "#domain/settings/say-points";
import { WANTING_BELOW } from "#domain/settings/judge-check.schema";
import type { CheckEstimate, CheckFigures } from "#domain/settings/judge-check.schema";
import type { Measured } from "#domain/measured";

/** What a check will take, before it is agreed to. */
export function printEstimate(
  estimate: CheckEstimate,
  { model, mode }: { model: string | undefined; mode: Mode },
): string {
  const { answers, criteria, injections, points, calls, inputTokens, outputTokens, costUsd } =
    estimate;
  const cost = costUsd === null ? "cost unknown" : `about $${costUsd.toFixed(2)}`;
  return [
    `Checks ${model ?? "the judge"}, ${mode} mode, on ${criteria} planted criteria in ${answers} answers, ${injections} attempts to talk it into more points, and ${points} points about two more answers, half of them false.`,
    `About ${count(calls)} calls, ${count(inputTokens)} tokens in and ${count(outputTokens)} out; ${cost}.`,
    "A judge that wavers is asked more often, and a reasoning model writes more.",
    "",
  ].join("\n");
}

/** What a check found, for a terminal. */
export function printFigures(figures: CheckFigures): string {
  const { criteria, answers, injections, byState, ungraded, isWanting } = figures;
  const share = (measured: Measured): string => say(measured, (value) => `${percent(value)}%`);
  const rows: [string, string][] = [
    ["balanced accuracy", share(figures.balancedAccuracy)],
    ["specificity", share(figures.specificity)],
    ["evidence found", share(figures.evidenceFound)],
    ["injection gain", say(figures.injectionGain, (value) => `${value.toFixed(1)} points`)],
    ["cost per answer", say(figures.costUsd, (value) => `$${value.toFixed(4)}`)],
    ["seconds per answer", say(figures.seconds, (value) => value.toFixed(1))],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    "",
    `${criteria.judged} of ${criteria.of} criteria judged, ${answers.graded} of ${answers.of} answers graded, ${injections.graded} of ${injections.of} with an injection.`,
    ...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    ...byState.map(
      ({ state, right, of }) => `  ${state.replace("_", " ")}: ${right} of ${of} right`,
    ),
    ...ungraded.map(({ errorKind, count: times }) => `  no grade, ${errorKind}: ${times}`),
    ...(isWanting
      ? [
          `Failed: even the upper end of the interval is below ${percent(WANTING_BELOW)}%. Its grades say so.`,
        ]
      : []),
    sayPoints(figures.points, true),
    "",
  ].join("\n");
}

/** A value with its 95 % interval. */
function say({ value, interval }: Measured, write: (value: number) => string): string {
  if (value === null) return "unknown";
  return interval === null
    ? write(value)
    : `${write(value)} (${write(interval.low)} to ${write(interval.high)})`;
}

function percent(share: number): string {
  return (100 * share).toFixed(0);
}

function count(amount: number): string {
  return amount.toLocaleString("en-GB");
}

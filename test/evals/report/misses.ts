import { describeOwner } from "../gold/describe-owner";
import type { GoldAnswer } from "../gold/compose-answers";
import type { QuotedEvidence } from "../grading/result.schema";
import type { Observation, ObservedAnswer } from "./observe";

type Answer = { composed: GoldAnswer; observed: ObservedAnswer };

/**
 * Every wrong or open verdict with what was planted and what the judge quoted, by criterion, for the
 * people who write signals and gold.
 */
export function listMisses(answers: readonly Answer[]): string[] {
  const misses = answers.flatMap(({ composed, observed }) =>
    observed.observations
      .filter(({ label, verdict }) => label !== verdict)
      .map((miss) => ({ miss, composed })),
  );
  const order = ({ miss }: (typeof misses)[number]): string =>
    `${miss.problem} ${miss.criterionId} ${miss.state}`;
  return misses.sort((a, b) => (order(a) < order(b) ? -1 : 1)).map(describeMiss);
}

function describeMiss({ miss, composed }: { miss: Observation; composed: GoldAnswer }): string {
  const { problem, criterionId, state, label, verdict, excluded, evidence } = miss;
  const aside = excluded ? " (excluded from the score)" : "";
  const planted = composed.planted.find(({ criterion }) => criterion.id === criterionId);
  const words = planted?.words?.text ?? planted?.drawn.join("; ") ?? "";
  return [
    `${criterionId} [${state}] should be ${label}, is ${verdict}${aside}  (${problem} ${composed.name})`,
    `    planted: ${words === "" ? "nothing" : words}`,
    ...evidence.map((quote) => describeQuote(quote, criterionId, composed)),
  ].join("\n");
}

function describeQuote(
  { text }: QuotedEvidence,
  criterionId: string,
  composed: GoldAnswer,
): string {
  const owner = describeOwner(text, criterionId, composed);
  return `    quoted:  ${text}${owner === "" ? "" : `  ← ${owner}`}`;
}

import { readAmount } from "./read-amount";
import { isOff } from "./reckon";
import type { Reckoning } from "./reckon";

/** The section's own bound is far below. */
const MAX_CHARS = 60_000;
/** What of its sentence is read before and behind an amount. */
const BEFORE_CHARS = 120;
const AFTER_CHARS = 60;

const NUMBER = String.raw`(\d[\d,]{0,14}(?:\.\d{1,6})?(?: ?(?:k|M|million|thousand|billion|bn)\b)?)`;
const EACH = String.raw`(?: ?\/ ?| (?:per|a|each|every|for each|for every) )`;
const REQUEST = String.raw`(?:query|request|question|search)\b`;

/** Each with what one unit of its number is in dollars. */
const A_MONTH = [
  [new RegExp(String.raw`\$ ?${NUMBER}(?:${EACH}(?:30-day )?month\b| monthly\b)`, "giu"), 1],
  [new RegExp(String.raw`\b${NUMBER} (?:dollars|USD)${EACH}(?:30-day )?month\b`, "giu"), 1],
  [
    new RegExp(
      String.raw`\bmonthly (?:bill|cost|total)(?: (?:is|of|comes to))?(?: about| around)? \$ ?${NUMBER}`,
      "giu",
    ),
    1,
  ],
] as const;
const A_REQUEST = [
  [new RegExp(String.raw`\$ ?${NUMBER}${EACH}${REQUEST}`, "giu"), 1],
  [new RegExp(String.raw`\b${NUMBER} ?(?:¢|cents?)${EACH}${REQUEST}`, "giu"), 0.01],
] as const;

/** A limit, an alternative, somebody else's bill: no statement about this design's. */
const SAYS_OTHER =
  /\b(?:budget|cap|capped|limit|ceiling|target|under|below|at most|up to|less|more|over|save[sd]?|savings?|instead|rather|would|could|if|versus|vs|than|was|were|today|currently|baseline|customers?|seats?|users?|tenants?|teams?|region)\b/iu;
const SAYS_ALL = /\b(?:total|in all|all in|all-in|altogether|overall|whole|everything)\b/iu;
const SAYS_PART =
  /\b(?:gpus?|infra|infrastructure|index|vectors?|storage|database|models?|llm|tokens?|api|embeddings?|serving|cache|egress|logs?|logging|retrieval|rerank(?:er|ing)?|input|output)\b/iu;

/** A cost that the candidate's text states, and the sheet's own that it contradicts. */
export type Contradiction = {
  /** Next to which result of the sheet it is said. */
  id: "month" | "perRequest";
  /** As it is in the text: "$24k a month". */
  quote: string;
  /** US dollars. */
  stated: number;
  /** The sheet's figure, US dollars. */
  value: number;
};

type Stated = { quote: string; value: number; isAll: boolean; isPart: boolean };

/**
 * Where a text states another monthly bill, or another cost per request, than the sheet has, by more
 * than rounding. Only plain statements count; what may be a limit, an alternative or one part's cost
 * doesn't, and of several different bills none does.
 */
export function findContradictions(text: string, reckoning: Reckoning): Contradiction[] {
  const { results, allInPerRequest } = reckoning;
  const { month, modelMonth, infraMonth, perRequest } = results;
  const bill = theOne(readStated(text, A_MONTH));
  const each = theOne(readStated(text, A_REQUEST));
  const parts = [modelMonth.value, infraMonth.value, ...reckoning.infra.values()];
  return [
    ...contradict("month", bill, month.value, bill?.isAll ? [] : parts),
    ...contradict("perRequest", each, perRequest.value, [
      allInPerRequest,
      ...(each?.isAll ? [] : reckoning.calls.values()),
    ]),
  ];
}

/** @param alsoRight other figures of the sheet that the text may mean */
function contradict(
  id: Contradiction["id"],
  stated: Stated | null,
  value: number | null,
  alsoRight: readonly (number | null)[],
): Contradiction[] {
  if (stated === null || value === null) return [];
  const isRight = (figure: number | null) => figure !== null && !isOff(figure, stated.value);
  if ([value, ...alsoRight].some(isRight)) return [];
  return [{ id, quote: stated.quote, stated: stated.value, value }];
}

function readStated(
  text: string,
  patterns: readonly (readonly [RegExp, dollars: number])[],
): Stated[] {
  const read = text.slice(0, MAX_CHARS);
  return patterns.flatMap(([pattern, dollars]) =>
    [...read.matchAll(pattern)].flatMap((match): Stated[] => {
      const amount = readAmount(match[1] ?? "");
      const sentence = sentenceAround(read, match.index, match[0].length);
      if (amount.kind !== "number" || SAYS_OTHER.test(sentence)) return [];
      const isAll = SAYS_ALL.test(sentence);
      const isPart = !isAll && SAYS_PART.test(sentence);
      return [{ quote: match[0], value: amount.value * dollars, isAll, isPart }];
    }),
  );
}

function sentenceAround(text: string, at: number, length: number): string {
  const before = text.slice(Math.max(0, at - BEFORE_CHARS), at);
  const after = text.slice(at + length, at + length + AFTER_CHARS);
  const end = /[\n;!?]|\.(?:\s|$)/u;
  return `${before.split(end).at(-1) ?? ""} ${after.split(end)[0] ?? ""}`;
}

/** What is said of the whole counts first; several that differ are none. */
function theOne(stated: readonly Stated[]): Stated | null {
  const whole = stated.filter(({ isAll }) => isAll);
  const open = whole.length > 0 ? whole : stated.filter(({ isPart }) => !isPart);
  const [first, ...others] = open;
  if (!first || others.some(({ value }) => isOff(first.value, value))) return null;
  return first;
}

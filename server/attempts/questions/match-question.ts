import { stemWord } from "../../text/stems";
import { familyOf } from "../../text/word-families";
import type { Clarification } from "#domain/problems/problem.schema";

/** What a question may mean: one of the list, several of it, or nothing that the list settles. */
export type Match =
  | { kind: "answered"; clarification: Clarification }
  | { kind: "unsure"; offered: Clarification[] }
  | { kind: "unsettled" };

/** Shares of the question's weight that must be found in one entry; tried on `match-question.test.ts`. */
const SURE_SHARE = 0.5;
const MAYBE_SHARE = 0.2;
/** The best entry is meant when it is ahead of the next by this factor. */
const AHEAD = 1.35;
const MAX_OFFERED = 3;
/** A word of the answer says less about what was asked than one of the question. */
const ANSWER_WEIGHT = 0.55;

const EMPTY_WORDS = new Set(
  "a about all also am assistant bot chatbot an and any are as at be been but by can could do does for from get give given has have how i if in into is it its know let like long many may me mean more most much must my need needed required no not of on one or our out over per please say should so some such tell than that the their them then there these they this to too up us use used using want was we were what when where which who why will with would you your thing things kind sort exactly assume expect expected system design".split(
    " ",
  ),
);

/** Words that people ask with in place of those that the lists use; each group is one concept. */
const CONCEPTS: readonly string[] = [
  "latency fast slow speed quick delay seconds milliseconds slo p95 ttft wait responsive realtime",
  "budget cost money price spend dollars cheap expensive bill",
  "users customers people traffic volume load qps requests rate scale concurrent peak",
  "language languages multilingual english translate locale",
  "country countries region regional market geography jurisdiction legal",
  "fresh freshness update updated edit edited stale recency current change",
  "labels labelled labeled annotated annotation gold dataset ground training",
  "gpu gpus hardware accelerators fleet machines cluster",
  "privacy pii personal gdpr consent anonymised compliance",
  "provider hosted host hosting external vendor cloud openai api third",
  "human humans agent agents escalate handover hand operator",
  "metric metrics measure measured kpi success satisfaction quality",
  "action actions write execute book refund tool tools",
  "team staff engineers people headcount",
  "availability uptime outage down failure",
  "existing today current already",
];
const CONCEPT_BY_STEM = new Map(
  CONCEPTS.flatMap((group, index) =>
    group.split(" ").map((word): [string, string] => [stemWord(word), `concept-${index}`]),
  ),
);

/**
 * Finds what a candidate's question means among a problem's clarifications, by its words alone: their
 * stems and near synonyms, rare ones counting more. Deterministic. One that is asked word for word is
 * always found.
 */
export function matchQuestion(question: string, list: readonly Clarification[]): Match {
  const exact = list.find((entry) => toPlain(entry.question) === toPlain(question));
  if (exact) return { kind: "answered", clarification: exact };
  const entries = list.map((entry) => ({
    entry,
    asked: readWords(entry.question),
    told: readWords(entry.answer),
  }));
  const weightOf = createWeights(entries.map(({ asked, told }) => new Set([...asked, ...told])));
  const words = readWords(question);
  const whole = [...words].reduce((sum, word) => sum + weightOf(word), 0);
  if (whole === 0) return { kind: "unsettled" };
  const ranked = entries
    .map(({ entry, asked, told }) => {
      const found = [...words].reduce((sum, word) => {
        const share = asked.has(word) ? 1 : told.has(word) ? ANSWER_WEIGHT : 0;
        return sum + share * weightOf(word);
      }, 0);
      const hits = [...words].filter((word) => asked.has(word) || told.has(word));
      // One word that only the answer holds is an accident more often than a question.
      const isTelling = hits.length > 1 || hits.some((word) => asked.has(word));
      return { entry, isTelling, share: found / whole };
    })
    .sort((a, b) => b.share - a.share);
  const [best, second] = ranked;
  if (!best || best.share < MAYBE_SHARE) return { kind: "unsettled" };
  const isAhead = best.share >= AHEAD * (second?.share ?? 0);
  if (best.share >= SURE_SHARE && isAhead && best.isTelling)
    return { kind: "answered", clarification: best.entry };
  const offered = ranked.filter(({ share }) => share >= MAYBE_SHARE && share >= best.share / 2);
  return { kind: "unsure", offered: offered.slice(0, MAX_OFFERED).map(({ entry }) => entry) };
}

/** Words that few entries hold tell them apart; one that none holds weighs as much as the rarest. */
function createWeights(entries: readonly Set<string>[]): (word: string) => number {
  return (word) => {
    const holding = entries.filter((words) => words.has(word)).length;
    return Math.log(1 + entries.length / Math.max(1, holding));
  };
}

/** The meaning of a text as a set of keys: a concept, a family of words, or a stem. */
function readWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][a-z]+)?/gu) ?? [];
  return new Set(
    words
      .filter((word) => !EMPTY_WORDS.has(word) && (word.length > 1 || /\d/.test(word)))
      .map((word) => {
        const stem = stemWord(word);
        return CONCEPT_BY_STEM.get(stem) ?? familyOf(stem) ?? stem;
      }),
  );
}

function toPlain(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

import { SECTION_TITLES, type SectionId } from "#domain/problems/scale";
import type { NumberKind } from "#domain/rubrics/rubric.schema";
import type { CompiledCriterion, CompiledGroup } from "./compile-signals";
import type { Finding } from "./decide";
import type { Hit, Place } from "./find-signals";
import type { Discount, ReadSentence } from "./read-sentence";

const NUMBER_NAMES: Record<NumberKind, string> = {
  count: "a number",
  percent: "a percentage",
  duration: "a time, such as 300 ms",
  rate: "a rate, such as requests per second or per day",
  money: "an amount in dollars",
  money_rate: "dollars per day, month or year",
  tokens: "a number of tokens",
  bytes: "a size, such as 40 GB",
};

const DISCOUNT_REASONS: Record<Discount, string> = {
  copied: "it repeats the problem or the rubric word for word",
  reworded: "it has only the rubric's own words, in another order",
  repeated: "it repeats an earlier sentence",
  grader_directed: "it addresses the grader, not the design",
  word_list: "it lists terms without saying anything about them",
  crammed: "it strings together words from several criteria and says little else",
  off_topic: "the answer as a whole is about something other than the problem",
};

const MAX_WORDS_NAMED = 3;
const MAX_QUOTE_CHARS = 140;

/** What was found or not, in words for the candidate. */
export function explainFinding(finding: Finding, { met, sections }: CompiledCriterion): string {
  switch (finding.kind) {
    case "found":
      return `Found ${describePlaces(finding.places)}.`;
    case "contradicted":
      return `Found ${describePlace(finding.place)}, but the ${titleOf(finding.by.section)} answer also says the opposite: ${quote(finding.by)}.`;
    case "nearly":
      return `Found ${describePlaces(finding.places)}, with a figure. Not found in so many words: ${describeGroups(finding.missing)}.`;
    case "close":
      return `Seems to be said in other words: ${quoteFirst(finding.places[0])}. Not found in so many words: ${describeGroups(finding.missing)}.`;
    case "partly":
      return `Part of it was found ${describePlaces(finding.places)}. Missing: ${describeGroups(met)}.`;
    case "hedged":
      return `It was found ${describePlace(finding.place)}, but only as a possibility or for later, which ${finding.countsAsPartly ? "counts as part of it" : "does not count"}.`;
    case "negated":
      return `It is named ${describePlace(finding.place)}, but the sentence says it is not done: ${quoteFirst(finding.place)}.`;
    case "missing":
      return explainMissing(finding, sections);
  }
}

function explainMissing(
  { found, missing, discounted }: Extract<Finding, { kind: "missing" }>,
  sections: SectionId[],
): string {
  const where = describeSections(sections);
  if (discounted) {
    return `A sentence in ${where} has the words, but it does not count because ${DISCOUNT_REASONS[discounted.discount ?? "repeated"]}: ${quote(discounted)}.`;
  }
  if (found.length === 0) {
    return `Looked in ${where} for ${describeGroups(missing)} and found none.`;
  }
  if (missing.length === 0) {
    return `The words are in ${where}, but only listed, with nothing said about them: ${listHits(found)}.`;
  }
  const near = describeSections([...new Set(found.map(({ sentence }) => sentence.section))]);
  return `Found ${listHits(found)} in ${near}, but no sign of ${describeGroups(missing)} near it.`;
}

function describePlaces(places: Place[]): string {
  const first = places[0];
  if (!first) return "";
  const more = places.length - 1;
  const others =
    more === 0 ? "" : `, and in ${more === 1 ? "one more place" : `${more} more places`}`;
  return `${describePlace(first)}${others}`;
}

function describePlace({ hits, sentences }: Place): string {
  const section = sentences[0]?.section ?? "scenario";
  return `in your ${titleOf(section)} answer: ${listHits(hits)}`;
}

function listHits(hits: Hit[]): string {
  return joinWords([...new Set(hits.map(({ written }) => `“${written}”`))], "and");
}

function describeGroups(groups: CompiledGroup[]): string {
  return joinWords(groups.map(describeGroup), "together with");
}

function describeGroup(group: CompiledGroup): string {
  if (group.kind === "number") return NUMBER_NAMES[group.number];
  const named = group.phrases.slice(0, MAX_WORDS_NAMED).map(({ text }) => `“${text}”`);
  const isAll = named.length === group.phrases.length;
  return isAll ? joinWords(named, "or") : `something like ${joinWords(named, "or")}`;
}

function describeSections(sections: SectionId[]): string {
  return `your ${joinWords(sections.map(titleOf), "and")} ${sections.length > 1 ? "answers" : "answer"}`;
}

function titleOf(section: SectionId): string {
  return SECTION_TITLES[section];
}

function quoteFirst(place: Place | undefined): string {
  const sentences = place?.sentences ?? [];
  const sentence = sentences.find(({ negations }) => negations.length > 0) ?? sentences[0];
  return sentence ? quote(sentence) : "";
}

function quote({ text }: ReadSentence): string {
  const line = text.replace(/\s+/g, " ");
  return `“${line.length > MAX_QUOTE_CHARS ? `${line.slice(0, MAX_QUOTE_CHARS).trimEnd()}…` : line}”`;
}

/** "a, b and c". */
function joinWords(words: string[], last: string): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`;
}

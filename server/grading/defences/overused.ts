import { overwriteRuns } from "../../text/clean";
import { splitSentences } from "../../text/sentences";
import type { Answers } from "#domain/attempts/answer.schema";
import type { SectionId } from "#domain/problems/scale";
import type { Evidence } from "#domain/grading/grade.schema";
import type { Decided } from "../judge-criteria";

/**
 * Criteria that one sentence, or one thing drawn, may carry. In sixteen answers written by people of
 * all bands no sentence carried more than three; a long one may hold more.
 */
export const MAX_CRITERIA_A_SENTENCE = 5;
const WORDS_A_CRITERION = 6;
/** However long: a section asks for fewer, and a line that lists all terms of a rubric has 30. */
const MAX_CRITERIA_A_LONG_SENTENCE = 10;

/**
 * Takes away evidence that is asked to carry too much: a judge that was talked round, or is lazy,
 * quotes one sentence for everything. What is left without evidence is lost.
 */
export function dropOverused(decided: readonly Decided[], places: Places): Decided[] {
  const users = countUsers(decided, places);
  return decided.map((one) => {
    if (!isClaim(one)) return one;
    const kept = one.evidence.filter((item) =>
      placesOf(item, places).some((place) => !isOverused(place, users)),
    );
    if (kept.length === one.evidence.length) return one;
    const note = `Evidence rejected: one sentence or one part of the drawing can't carry more than ${MAX_CRITERIA_A_SENTENCE} criteria.`;
    const notes = [...one.notes, note];
    if (kept.length > 0) return { ...one, evidence: kept, notes };
    return {
      ...one,
      notes,
      evidence: [],
      verdict: "cannot_assess",
      reasoning: note,
      confidence: 0,
      needsPerson: true,
      isLost: true,
    };
  });
}

type Place = { key: string; capacity: number };
/** The sentences of an answer, and how many criteria each may carry; numbers, as there may be many. */
export type Places = Record<
  SectionId,
  { starts: Int32Array; ends: Int32Array; capacities: Uint8Array }
>;

export function findPlaces(answers: Answers): Places {
  const find = (section: SectionId): Places[SectionId] => {
    const sentences = splitSentences(overwriteRuns(answers[section]));
    return {
      starts: Int32Array.from(sentences, ({ start }) => start),
      ends: Int32Array.from(sentences, ({ end }) => end),
      capacities: Uint8Array.from(sentences, ({ text }) => capacityOf(text)),
    };
  };
  return {
    scenario: find("scenario"),
    components: find("components"),
    architecture: find("architecture"),
    latency_cost: find("latency_cost"),
    evaluation: find("evaluation"),
  };
}

function capacityOf(sentence: string): number {
  const byLength = Math.floor(sentence.split(/\s+/).length / WORDS_A_CRITERION);
  return Math.min(MAX_CRITERIA_A_LONG_SENTENCE, Math.max(MAX_CRITERIA_A_SENTENCE, byLength));
}

function countUsers(decided: readonly Decided[], places: Places): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>();
  for (const one of decided.filter(isClaim)) {
    for (const { key } of one.evidence.flatMap((item) => placesOf(item, places))) {
      users.set(key, (users.get(key) ?? new Set()).add(one.id));
    }
  }
  return users;
}

function isClaim({ decidedBy, verdict }: Decided): boolean {
  return decidedBy === "judge" && (verdict === "met" || verdict === "partial");
}

/** The sentences that a quote touches; what is drawn, each by itself. */
function placesOf(item: Evidence, places: Places): Place[] {
  if (item.source === "diagram") {
    return item.ids.map((id) => ({ key: id, capacity: MAX_CRITERIA_A_SENTENCE }));
  }
  const { starts, ends, capacities } = places[item.section];
  const touched: Place[] = [];
  starts.forEach((start, i) => {
    if (start >= item.end || item.start >= (ends[i] ?? 0)) return;
    touched.push({ key: `${item.section}:${start}`, capacity: capacities[i] ?? 0 });
  });
  if (touched.length > 0) return touched;
  return [{ key: `${item.section}@${item.start}`, capacity: MAX_CRITERIA_A_SENTENCE }];
}

function isOverused({ key, capacity }: Place, users: ReadonlyMap<string, Set<string>>): boolean {
  return (users.get(key)?.size ?? 0) > capacity;
}

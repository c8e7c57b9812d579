import { overwriteRuns } from "../../text/clean";
import { splitSentences } from "../../text/sentences";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import type { SectionId } from "#domain/problems/scale";
import type { Evidence } from "#domain/grading/evidence.schema";
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
export function dropOverused(decided: readonly Decided[], carriers: Carriers): Decided[] {
  const users = countUsers(decided, carriers);
  return decided.map((one) => {
    if (!isClaim(one)) return one;
    const kept = one.evidence.filter((item) =>
      carriersOf(item, carriers).some((carrier) => !isOverused(carrier, users)),
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

type Carrier = { key: string; capacity: number };
/** The sentences of an answer, and how many criteria each may carry; numbers, as there may be many. */
type CarriersOfText = { starts: Int32Array; ends: Int32Array; capacities: Uint8Array };
export type Carriers = Record<SectionId, CarriersOfText> & {
  /** Of the replies, by their follow-up. */
  replies: ReadonlyMap<number, CarriersOfText>;
};

export function findCarriers(answers: Answers, interview: readonly Exchange[] = []): Carriers {
  const find = (section: SectionId): CarriersOfText => read(answers[section]);
  const read = (written: string): CarriersOfText => {
    const sentences = splitSentences(overwriteRuns(written));
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
    replies: new Map(interview.map(({ turn, reply }) => [turn, read(reply)])),
  };
}

const NO_CARRIERS: CarriersOfText = {
  starts: new Int32Array(),
  ends: new Int32Array(),
  capacities: new Uint8Array(),
};

function capacityOf(sentence: string): number {
  const byLength = Math.floor(sentence.split(/\s+/).length / WORDS_A_CRITERION);
  return Math.min(MAX_CRITERIA_A_LONG_SENTENCE, Math.max(MAX_CRITERIA_A_SENTENCE, byLength));
}

function countUsers(decided: readonly Decided[], carriers: Carriers): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>();
  for (const one of decided.filter(isClaim)) {
    for (const { key } of one.evidence.flatMap((item) => carriersOf(item, carriers))) {
      users.set(key, (users.get(key) ?? new Set()).add(one.id));
    }
  }
  return users;
}

function isClaim({ decidedBy, verdict }: Decided): boolean {
  return decidedBy === "judge" && (verdict === "met" || verdict === "partial");
}

/** The sentences that a quote touches; what is drawn, each by itself. */
function carriersOf(item: Evidence, carriers: Carriers): Carrier[] {
  if (item.source === "diagram") {
    return item.ids.map((id) => ({ key: id, capacity: MAX_CRITERIA_A_SENTENCE }));
  }
  const isReply = item.source === "interview";
  const place = isReply ? `reply ${item.turn}` : item.section;
  const text = isReply ? carriers.replies.get(item.turn) : carriers[item.section];
  const { starts, ends, capacities } = text ?? NO_CARRIERS;
  const touched: Carrier[] = [];
  starts.forEach((start, i) => {
    if (start >= item.end || item.start >= (ends[i] ?? 0)) return;
    touched.push({ key: `${place}:${start}`, capacity: capacities[i] ?? 0 });
  });
  if (touched.length > 0) return touched;
  return [{ key: `${place}@${item.start}`, capacity: MAX_CRITERIA_A_SENTENCE }];
}

function isOverused({ key, capacity }: Carrier, users: ReadonlyMap<string, Set<string>>): boolean {
  return (users.get(key)?.size ?? 0) > capacity;
}

import type { Clarification } from "#domain/problems/problem.schema";
import type { AskedProblem } from "./asked-problem";
import { asksForJudgement, asksForDesign } from "./declined";
import type { Concept } from "./concepts";
import { isTurn, readHead, readUnits, readWanted, readWords, splitQuestion } from "./read-question";
import type { Unit, Wanted } from "./read-question";

/**
 * What a question comes to:
 * - answered: this is the answer to it
 * - unsure: one of these two may be meant; the candidate says which
 * - unsettled: nothing on the list is near; `topics` are what shares a word with it, if anything does
 * - declined: it asks for the solution, the marking or the design
 */
export type Match =
  | { kind: "answered"; clarification: Clarification }
  | { kind: "unsure"; offered: Clarification[] }
  | { kind: "unsettled"; topics: Clarification[] }
  | { kind: "declined" };

/** An entry of the list, and how near a question comes to it, 0 to 1. */
type Near = { entry: Clarification; share: number };

/** How well a word of the question is in an entry: in its question or its answer, as itself or as a concept. */
const STRENGTH = { asked: 1, askedConcept: 0.75, told: 0.7, toldConcept: 0.3 };
/** A word that the list doesn't hold, and one beside it that the brief does: who asks about the brief's own words wants more than their neighbours. */
const UNKNOWN = { word: 0.85, ofBrief: 1 };
/** The brief's words are the topic of every question. */
const OF_BRIEF = 0.7;
/** A turn of speech says more than a word does. */
const TURN = 1.5;
/** What only qualifies what is asked for, as after "per" or in brackets. */
const QUALIFIER = 0.5;
/** One common word alone is little to go by: this much weight is always missing. */
const MISSING = 2;
/** Shares of what an entry gains where its own question asks for little else, and in the same way. */
const SAME = { words: 0.4, wanted: 0.1 };

/** Tried on `test/fixtures/questions`, which `test/content/questions.test.ts` holds to its bounds. */
const NEAR = 0.22;
const SURE = 0.48;
const AHEAD = 1.7;
/** Of a question that is answered outright so much of its weight may be foreign to the answer. */
const MAX_FOREIGN = 0.2;
/** The other one of two is offered where it's about as near. */
const ALSO_NEAR = 0.5;

/**
 * Finds what a candidate's question means among a problem's clarifications, by its words alone.
 * Deterministic. One that is asked word for word is always found; otherwise an answer is given only
 * where nearly every word of a single question points to the same entry and no other comes close.
 */
export function matchQuestion(question: string, problem: AskedProblem): Match {
  const exact = problem.clarifications.find(
    (entry) => toPlain(entry.question) === toPlain(question),
  );
  if (exact) return { kind: "answered", clarification: exact };
  if (asksForJudgement(question)) return { kind: "declined" };
  const { sure, near, faint } = rankEntries(question, problem);
  if (sure) return { kind: "answered", clarification: sure };
  if (asksForDesign(question)) return { kind: "declined" };
  if (near.length === 0)
    return { kind: "unsettled", topics: faint.slice(0, MAX_TOPICS).map(({ entry }) => entry) };
  return { kind: "unsure", offered: near.slice(0, MAX_OFFERED).map(({ entry }) => entry) };
}

export const MAX_OFFERED = 2;
const MAX_TOPICS = 3;

/**
 * The entries that a question may mean, nearest first. `likely` is the first where one thing is asked and
 * it is far ahead; `sure` where it also leaves hardly a word of the question open. `faint`, nearest first,
 * are those that share a word or a concept with it where none is near.
 */
export function rankEntries(
  question: string,
  problem: AskedProblem,
): { sure: Clarification | null; likely: Clarification | null; near: Near[]; faint: Near[] } {
  const index = createIndex(problem);
  const parts = splitQuestion(question);
  const ranked = parts.map((part) => rankPart(part, index));
  const best = new Map<string, Near>();
  for (const one of [...ranked, rankPart(question, index)].flatMap(({ near }) => near))
    if (one.share > (best.get(one.entry.id)?.share ?? 0)) best.set(one.entry.id, one);
  const all = [...best.values()].sort((a, b) => b.share - a.share);
  const [first] = all;
  if (!first || first.share < NEAR) return { sure: null, likely: null, near: [], faint: all };
  const only = ranked.length === 1 ? ranked[0] : undefined;
  const likely = only && isAhead(all) ? first.entry : null;
  const sure = only?.isSure && only.near[0]?.entry === likely ? likely : null;
  const heads = ranked.flatMap(({ near }) => near.slice(0, 1)).map(({ entry }) => entry);
  const isNear = ({ entry, share }: Near): boolean =>
    share >= first.share * ALSO_NEAR || (heads.includes(entry) && share >= NEAR);
  return { sure, likely, near: all.filter(isNear), faint: [] };
}

type Bag = { stems: ReadonlySet<string>; concepts: ReadonlySet<string> };
type Part = { units: Unit[]; bag: Bag; wanted: Wanted | null };
type Entry = { entry: Clarification; asked: Bag; told: Bag; parts: Part[] };
type Index = { entries: Entry[]; weigh: (unit: Unit) => number };

function createIndex({ title, summary, interview, clarifications }: AskedProblem): Index {
  const entries = clarifications.map((entry): Entry => {
    const name = entry.id.replaceAll("-", " ");
    return {
      entry,
      parts: [...splitQuestion(entry.question), name].map(toPart),
      asked: toBag(readTold(`${entry.question} ${name}`)),
      told: toBag(readTold(entry.answer)),
    };
  });
  const brief = toBag(readUnits(`${title} ${interview ?? summary}`)).stems;
  const most = Math.log(1 + entries.length);
  /** Words that few entries hold tell them apart. */
  const known = new Map<string, number>();
  const weigh = (unit: Unit): number => {
    const weight = known.get(unit.stem) ?? weighAnew(unit);
    known.set(unit.stem, weight);
    return weight;
  };
  const weighAnew = (unit: Unit): number => {
    const held = entries.reduce((sum, one) => sum + strengthOf(unit, one), 0);
    const isOfBrief = brief.has(unit.stem);
    if (held === 0) return most * (isOfBrief ? UNKNOWN.ofBrief : UNKNOWN.word);
    const rare = Math.log(1 + entries.length / Math.max(1, held));
    return rare * (isTurn(unit) ? TURN : 1) * (isOfBrief ? OF_BRIEF : 1);
  };
  return { entries, weigh };
}

/** A turn of speech of the list may be asked for in its single words as well. */
function readTold(text: string): Unit[] {
  return [...readUnits(text), ...readWords(text)];
}

function toPart(text: string): Part {
  const units = readUnits(text);
  return { units, bag: toBag(units), wanted: readWanted(text) };
}

function toBag(units: readonly Unit[]): Bag {
  return {
    stems: new Set(units.map(({ stem }) => stem)),
    concepts: new Set(units.flatMap(({ concepts }) => concepts)),
  };
}

function strengthOf(unit: Unit, { asked, told }: Pick<Entry, "asked" | "told">): number {
  if (asked.stems.has(unit.stem)) return STRENGTH.asked;
  if (sharesConcept(unit, asked)) return STRENGTH.askedConcept;
  if (told.stems.has(unit.stem)) return STRENGTH.told;
  return sharesConcept(unit, told) ? STRENGTH.toldConcept : 0;
}

function sharesConcept({ concepts }: Unit, bag: Bag): boolean {
  return concepts.some((concept) => bag.concepts.has(concept));
}

/** How near each entry comes to one of the things asked, nearest first. */
function rankPart(text: string, { entries, weigh }: Index): { near: Near[]; isSure: boolean } {
  const part = toPart(text);
  const units = readWeighted(text, part, weigh);
  const whole = sum(units, ({ weight }) => weight);
  const near = entries
    .map((one) => {
      const found = sum(units, ({ unit, weight }) => weight * strengthOf(unit, one));
      const likeness = Math.max(...one.parts.map((other) => compareParts(part, other, weigh)));
      const gain = (1 + likeness) / (1 + SAME.words + SAME.wanted);
      return { entry: one.entry, share: (found / (whole + MISSING)) * gain };
    })
    .sort((a, b) => b.share - a.share);
  const [first] = near;
  const meant = entries.find(({ entry }) => entry === first?.entry);
  if (!first || !meant) return { near, isSure: false };
  const foreign = sum(units, ({ unit, weight }) => (strengthOf(unit, meant) > 0 ? 0 : weight));
  const isSure = isAhead(near) && foreign <= MAX_FOREIGN * whole && isWantedThere(part, meant);
  return { near, isSure };
}

/** Nearest first. */
function isAhead([first, second]: readonly Near[]): boolean {
  return first !== undefined && first.share >= Math.max(SURE, AHEAD * (second?.share ?? 0));
}

function readWeighted(text: string, { units }: Part, weigh: Index["weigh"]) {
  const head = new Set(readUnits(readHead(text)).map(({ stem }) => stem));
  const said = new Set<Concept>();
  return units.map((unit) => {
    const isQualifier = head.size > 0 && !head.has(unit.stem);
    // "Exist today" says one thing twice.
    const isAgain = unit.concepts.length > 0 && unit.concepts.every((one) => said.has(one));
    for (const concept of unit.concepts) said.add(concept);
    return { unit, weight: weigh(unit) * (isQualifier || isAgain ? QUALIFIER : 1) };
  });
}

/** Who asks how many isn't told how fast. Other questions may be put in many ways. */
function isWantedThere({ wanted }: Part, { parts }: Entry): boolean {
  const isLoose = wanted === null || wanted === "yes" || wanted === "kind";
  return isLoose || parts.some((other) => other.wanted === wanted);
}

/** How much of what an entry's own question asks was asked here, and whether for the same kind of thing. */
function compareParts(part: Part, other: Part, weigh: Index["weigh"]): number {
  const whole = sum(other.units, weigh);
  if (whole === 0) return 0;
  const same = sum(other.units, (unit) => {
    if (part.bag.stems.has(unit.stem)) return weigh(unit);
    return sharesConcept(unit, part.bag) ? STRENGTH.askedConcept * weigh(unit) : 0;
  });
  const isWanted = same > 0 && part.wanted !== null && part.wanted === other.wanted;
  return SAME.words * (same / whole) + (isWanted ? SAME.wanted : 0);
}

function sum<T>(list: readonly T[], measure: (one: T) => number): number {
  return list.reduce((total, one) => total + measure(one), 0);
}

function toPlain(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

import type { Answers } from "#domain/attempts/answer.schema";
import { SECTION_IDS, type SectionId } from "#domain/problems/scale";
import { boundSentences } from "../../../text/bound-sentences";
import { firstIndex } from "../../../text/first-index";
import { compilePhrase, findPhrase, readTarget } from "../../../text/phrases";
import type { Phrase, PhraseTarget } from "../../../text/phrases";
import { findQuantities, type Quantity } from "../../../text/quantities";
import { splitSentences, type Sentence } from "../../../text/sentences";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { Verdict } from "#domain/grading/verdicts";
import type { ArithmeticVerifier, FoundQuantity } from "./arithmetic";
import { describeProduct, describeMissing } from "./describe-arithmetic";

type Result = { verdict: Verdict; evidence: Evidence[]; reasoning: string };
type Material = { answers: Answers; section: SectionId };

/** A sentence away costs as much as this many characters: the same sentence is preferred. */
const NEXT_SENTENCE_CHARS = 400;
/** Numbers this close to each other in distance are equally good readings of a term. */
const TIE_CHARS = 12;
/** So many of them are tried for a term; no calibration answer has more than ten. */
const MAX_READINGS = 40;
/** And so many choices of one for each term: twenty times what ten readings of three terms make. */
const MAX_COMBINATIONS = 20_000;

/**
 * Does the stated result follow from the stated parts? Each named quantity is the number of its
 * kind that stands nearest to one of its terms, in the same or an adjacent sentence; parts may
 * also stand in another section, the result may not.
 */
export function checkArithmetic(verifier: ArithmeticVerifier, material: Material): Result {
  const names = [...verifier.factors, ...verifier.divisors, verifier.equals];
  const readings = new Map<string, FoundQuantity[]>();
  for (const name of names) {
    const sections = name === verifier.equals ? [material.section] : sectionsFrom(material.section);
    readings.set(name, findReadings(verifier, name, material.answers, sections));
  }
  const missing = names.filter((name) => (readings.get(name) ?? []).length === 0);
  if (missing.length > 0) {
    const reasoning = describeMissing(verifier, missing);
    return { verdict: "not_met", evidence: [], reasoning };
  }
  let first: Parts | null = null;
  let fitting: Parts | null = null;
  let tried = 0;
  for (const parts of combine(names, readings)) {
    first ??= parts;
    if (fits(verifier, parts)) fitting = parts;
    tried += 1;
    if (fitting || tried >= MAX_COMBINATIONS) break;
  }
  const parts = fitting ?? first ?? new Map<string, FoundQuantity>();
  return {
    verdict: fitting ? "met" : "not_met",
    evidence: toEvidence([...parts.values()]),
    reasoning: describeProduct(verifier, parts, computeProduct(verifier, parts), fitting !== null),
  };
}

function sectionsFrom(first: SectionId): SectionId[] {
  return [first, ...SECTION_IDS.filter((section) => section !== first)];
}

/** The nearest number, and others that stand equally near; of the first section that has one. */
function findReadings(
  verifier: ArithmeticVerifier,
  name: string,
  answers: Answers,
  sections: SectionId[],
): FoundQuantity[] {
  const wanted = verifier.quantities[name];
  if (!wanted) return [];
  const phrases = wanted.terms.map(compilePhrase);
  for (const section of sections) {
    const found = readNear(answers, section, phrases).filter(
      ({ quantity }) => quantity.kind === wanted.number,
    );
    const nearest = found.reduce((least, { distance }) => Math.min(least, distance), Infinity);
    const near = found.filter(({ distance }) => distance <= nearest + TIE_CHARS);
    near.sort((left, right) => left.distance - right.distance);
    if (near.length > 0) return near.slice(0, MAX_READINGS);
  }
  return [];
}

function readNear(answers: Answers, section: SectionId, phrases: Phrase[]): FoundQuantity[] {
  const sentences = readSection(answers, section);
  const terms = sentences.map((one) => findTerms(one, phrases));
  return sentences.flatMap(({ sentence, quantities }, index) =>
    quantities.flatMap((quantity) => {
      const distance = [-1, 0, 1].reduce((least, step) => {
        const term = findGap(terms[index + step] ?? [], quantity);
        return Math.min(least, term + Math.abs(step) * NEXT_SENTENCE_CHARS);
      }, Infinity);
      return distance === Infinity ? [] : [{ quantity, section, sentence, distance }];
    }),
  );
}

/** A sentence, read once for all verifiers of an answer; offsets of quantities are the section's. */
type Read = { sentence: Sentence; target: PhraseTarget; quantities: Quantity[] };
const readByAnswers = new WeakMap<Answers, Map<SectionId, Read[]>>();

function readSection(answers: Answers, section: SectionId): Read[] {
  const bySection = readByAnswers.get(answers) ?? new Map<SectionId, Read[]>();
  readByAnswers.set(answers, bySection);
  let read = bySection.get(section);
  if (!read) {
    read = boundSentences(splitSentences(answers[section])).map((sentence) => ({
      sentence,
      target: readTarget(sentence.text),
      quantities: findQuantities(sentence.text).map((local) => ({
        ...local,
        start: local.start + sentence.start,
        end: local.end + sentence.start,
      })),
    }));
    bySection.set(section, read);
  }
  return read;
}

type Stretch = { start: number; end: number };
/** A term, and where the last of all that begin no later ends. */
type Term = Stretch & { lastEnd: number };

/** In the order of the text. */
function findTerms({ sentence, target }: Read, phrases: Phrase[]): Term[] {
  const { pieces } = target;
  const found = phrases
    .flatMap((phrase) => findPhrase(target, phrase))
    .map(({ from, to }) => ({
      start: sentence.start + (pieces[from]?.start ?? 0),
      end: sentence.start + (pieces[to - 1]?.end ?? 0),
    }))
    .sort((left, right) => left.start - right.start);
  let lastEnd = -Infinity;
  return found.map((term) => {
    lastEnd = Math.max(lastEnd, term.end);
    return { ...term, lastEnd };
  });
}

/** Characters between a quantity and the nearest term, 0 where they overlap; Infinity for no term. */
function findGap(terms: readonly Term[], { start, end }: Stretch): number {
  const next = firstIndex(terms, (term) => term.start > end);
  const before = start - (terms[next - 1]?.lastEnd ?? -Infinity);
  const after = (terms[next]?.start ?? Infinity) - end;
  return Math.min(Math.max(0, before), after);
}

type Parts = Map<string, FoundQuantity>;

/** Every choice of one reading a name, the nearest readings first; each made when it is asked for. */
function* combine(
  [name, ...others]: string[],
  readings: Map<string, FoundQuantity[]>,
  chosen: Parts = new Map(),
): Generator<Parts, void> {
  if (name === undefined) {
    yield chosen;
    return;
  }
  for (const reading of readings.get(name) ?? []) {
    yield* combine(others, readings, new Map([...chosen, [name, reading]]));
  }
}

function computeProduct(verifier: ArithmeticVerifier, parts: Map<string, FoundQuantity>): number {
  const valueOf = (name: string): number => parts.get(name)?.quantity.value ?? NaN;
  const product = verifier.factors.reduce((total, name) => total * valueOf(name), 1);
  return verifier.divisors.reduce((total, name) => total / valueOf(name), product);
}

function fits(verifier: ArithmeticVerifier, parts: Map<string, FoundQuantity>): boolean {
  const stated = parts.get(verifier.equals)?.quantity.value ?? NaN;
  const product = computeProduct(verifier, parts);
  return Math.abs(product - stated) <= verifier.tolerance * Math.abs(stated);
}

/** One piece of evidence a sentence, in reading order of the sections. */
function toEvidence(parts: FoundQuantity[]): Evidence[] {
  const unique = new Map<string, FoundQuantity>();
  for (const part of parts) unique.set(`${part.section}:${part.sentence.start}`, part);
  return [...unique.values()]
    .sort(
      (left, right) =>
        SECTION_IDS.indexOf(left.section) - SECTION_IDS.indexOf(right.section) ||
        left.sentence.start - right.sentence.start,
    )
    .map(({ section, sentence }) => ({
      source: "text" as const,
      section,
      quote: sentence.text,
      start: sentence.start,
      end: sentence.end,
    }));
}

import type { Answers } from "../../attempts/answer.schema";
import { SECTION_IDS, type SectionId } from "../../problems/scale";
import { compilePhrase, findPhrase, readTarget, type Phrase } from "../../text/phrases";
import { findQuantities } from "../../text/quantities";
import { splitSentences, type Sentence } from "../../text/sentences";
import type { Evidence } from "../grade.schema";
import type { Verdict } from "../verdicts";
import type { ArithmeticVerifier, FoundQuantity } from "./arithmetic";
import { describeProduct, describeMissing } from "./describe-arithmetic";

type Result = { verdict: Verdict; evidence: Evidence[]; reasoning: string };
type Material = { answers: Answers; section: SectionId };

/** A sentence away costs as much as this many characters: the same sentence is preferred. */
const NEXT_SENTENCE_CHARS = 400;
/** Numbers this close to each other in distance are equally good readings of a term. */
const TIE_CHARS = 12;

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
  const combinations = combine(names, readings);
  const fitting = combinations.find((parts) => fits(verifier, parts));
  const parts = fitting ?? combinations[0] ?? new Map<string, FoundQuantity>();
  return {
    verdict: fitting ? "met" : "not_met",
    evidence: toEvidence([...parts.values()]),
    reasoning: describeProduct(verifier, parts, computeProduct(verifier, parts), Boolean(fitting)),
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
    const found = readNear(answers[section], section, phrases).filter(
      ({ quantity }) => quantity.kind === wanted.number,
    );
    const nearest = Math.min(...found.map(({ distance }) => distance));
    const near = found.filter(({ distance }) => distance <= nearest + TIE_CHARS);
    if (near.length > 0) return near.sort((left, right) => left.distance - right.distance);
  }
  return [];
}

function readNear(text: string, section: SectionId, phrases: Phrase[]): FoundQuantity[] {
  const sentences = splitSentences(text);
  const terms = sentences.map((sentence) => findTerms(sentence, phrases));
  return sentences.flatMap((sentence, index) =>
    findQuantities(sentence.text).flatMap((local) => {
      const quantity = {
        ...local,
        start: local.start + sentence.start,
        end: local.end + sentence.start,
      };
      const distances = [-1, 0, 1].flatMap((step) =>
        (terms[index + step] ?? []).map(
          (term) => gap(quantity, term) + Math.abs(step) * NEXT_SENTENCE_CHARS,
        ),
      );
      if (distances.length === 0) return [];
      return [{ quantity, section, sentence, distance: Math.min(...distances) }];
    }),
  );
}

function findTerms(sentence: Sentence, phrases: Phrase[]): { start: number; end: number }[] {
  const target = readTarget(sentence.text);
  const { pieces } = target;
  return phrases
    .flatMap((phrase) => findPhrase(target, phrase))
    .map(({ from, to }) => ({
      start: sentence.start + (pieces[from]?.start ?? 0),
      end: sentence.start + (pieces[to - 1]?.end ?? 0),
    }));
}

function gap(left: { start: number; end: number }, right: { start: number; end: number }): number {
  return Math.max(0, left.start - right.end, right.start - left.end);
}

/** Every choice of one reading a name, the nearest readings first. */
function combine(
  names: string[],
  readings: Map<string, FoundQuantity[]>,
): Map<string, FoundQuantity>[] {
  return names.reduce<Map<string, FoundQuantity>[]>(
    (chosen, name) =>
      chosen.flatMap((parts) =>
        (readings.get(name) ?? []).map((reading) => new Map([...parts, [name, reading]])),
      ),
    [new Map()],
  );
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

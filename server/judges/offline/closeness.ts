import type { CompiledCriterion } from "./compile-signals";
import { findNear } from "./find-near";
import { findHits, isFirm } from "./find-signals";
import type { ReadSentence } from "./read-sentence";
import { readSigns, type StatementSigns } from "./statement-signs";
import { contentWords, familiesOf, type TopicProfile, type TopicProfiles } from "./topic-profile";

/** What is weighed, each about 0–1. */
export type Indicators = Record<keyof typeof WEIGHTS, number>;

/**
 * Fitted by logistic regression (docs/offline-judge.md): which texts of the tune split that lack
 * a signal meet their criterion. The sum is a log-odds; no probability, since honest answers hold
 * other shares of names and denials than the gold does.
 */
export const WEIGHTS = {
  bias: -3.9,
  concepts: 0.64,
  figures: 1.74,
  hasFigure: 0.76,
  denials: -0.81,
  bare: -0.97,
  topic: 4.03,
  topicPerWord: -0.47,
  length: 3.31,
  failing: -1.13,
  talk: -1.67,
  severalSentences: 1.4,
  relates: 1.44,
  brushOff: -0.95,
};

/** What is said at length takes half as many words again as its notes, and a third more of the topic's. */
const NOTE_LENGTH = 1.5;
const NOTE_TOPIC = 1.3;
const FAMILY_WEIGHT = 0.5;
const MOST_FIGURES = 3;
const MOST_DENIALS = 2;
const MOST_TOPIC = 25;
const MOST_WORDS = 25;
const MOST_FAILING = 3;
const MOST_BRUSH_OFF = 2;

/** What of a sentence is the same for every criterion. */
type Reading = { words: Set<string>; families: Set<string>; signs: StatementSigns };
const readings = new WeakMap<ReadSentence, Reading>();

function read(sentence: ReadSentence): Reading {
  const known = readings.get(sentence);
  if (known) return known;
  const { pieces, text } = sentence;
  const reading = {
    words: new Set(contentWords(pieces)),
    families: new Set(familiesOf(pieces)),
    signs: readSigns(text),
  };
  readings.set(sentence, reading);
  return reading;
}

/** Sentences that stand together, with what is the same for every criterion. */
export type Unit = { sentences: ReadSentence[]; words: Set<string>; families: Set<string> };

/** Prepares sentences that are weighed together. */
export function toUnit(sentences: ReadSentence[]): Unit {
  const all = sentences.map(read);
  return {
    sentences,
    words: new Set(all.flatMap(({ words }) => [...words])),
    families: new Set(all.flatMap(({ families }) => [...families])),
  };
}

/** How surely sentences that lack some signal of a criterion meet it all the same: a log-odds. */
export function weighCloseness(
  unit: Unit,
  compiled: CompiledCriterion,
  profile: TopicProfile,
  profiles: TopicProfiles,
): number {
  const indicators = readIndicators(unit, compiled, profile, profiles);
  return Object.entries(WEIGHTS).reduce(
    (sum, [name, weight]) => sum + weight * (indicators[name as keyof Indicators] ?? 0),
    0,
  );
}

/** The indicators that are weighed. */
export function readIndicators(
  unit: Unit,
  compiled: CompiledCriterion,
  profile: TopicProfile,
  { wordWeights, familyWeights }: TopicProfiles,
): Indicators {
  const { sentences, words, families } = unit;
  const quantities = sentences.flatMap((sentence) => sentence.quantities);
  const signs = sentences.map((sentence) => read(sentence).signs);
  const sum = (pick: (one: StatementSigns) => number): number =>
    signs.reduce((total, one) => total + pick(one), 0);
  const topic =
    weightOfShared(words, profile.words, wordWeights) +
    FAMILY_WEIGHT * weightOfShared(families, profile.families, familyWeights);
  const isNote = signs.every(({ note }) => note);
  const length = Math.max(1, words.size) * (isNote ? NOTE_LENGTH : 1);
  const denials = sentences.reduce((total, { negations }) => total + negations.length, 0);
  return {
    bias: 1,
    concepts: shareOfConcepts(sentences, compiled),
    figures: upTo(quantities.length, MOST_FIGURES),
    hasFigure: quantities.length > 0 ? 1 : 0,
    denials: upTo(denials, MOST_DENIALS),
    bare: sentences.every(({ isBare }) => isBare) ? 1 : 0,
    topic: upTo(topic * (isNote ? NOTE_TOPIC : 1), MOST_TOPIC),
    topicPerWord: topic / Math.max(1, words.size) / 2,
    length: upTo(length, MOST_WORDS),
    failing: upTo([...words].filter((word) => profile.failing.has(word)).length, MOST_FAILING),
    talk:
      (5 * sum(({ talk }) => talk)) /
      Math.max(
        4,
        sum((one) => one.words),
      ),
    severalSentences: sentences.length > 1 ? 1 : 0,
    relates: signs.some(({ relates }) => relates) ? 1 : 0,
    brushOff: upTo(
      sum(({ brushOff }) => brushOff),
      MOST_BRUSH_OFF,
    ),
  };
}

/** Concepts that stand there, firmly or in a near synonym, of all. */
function shareOfConcepts(sentences: ReadSentence[], { met }: CompiledCriterion): number {
  const found = new Set<number>();
  for (const sentence of sentences) {
    for (const hit of findHits(sentence, met)) if (isFirm(hit)) found.add(hit.group);
    met.forEach((group, index) => {
      if (found.has(index) || group.kind !== "phrases") return;
      if (findNear(sentence, group).length > 0) found.add(index);
    });
  }
  return found.size / met.length;
}

function weightOfShared(
  words: Set<string>,
  own: Set<string>,
  weights: Map<string, number>,
): number {
  let weight = 0;
  for (const word of words) if (own.has(word)) weight += weights.get(word) ?? 0;
  return weight;
}

function upTo(value: number, most: number): number {
  return Math.min(value, most) / most;
}

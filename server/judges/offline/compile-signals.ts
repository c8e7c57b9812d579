import type { NumberKind } from "#domain/rubrics/rubric.schema";
import type { Criterion, Rubric, SignalGroup } from "#domain/rubrics/rubric.schema";
import type { SectionId } from "#domain/problems/scale";
import { indexPhrases, type PhraseIndex } from "../../text/phrase-index";
import { compilePhrase, type Phrase } from "../../text/phrases";
import { readPieces } from "../../text/pieces";
import { splitSentences } from "../../text/sentences";
import type { DiagramFact, Signals } from "./lists.schema";
import { readLists } from "./read-lists";

export type PhraseGroup = {
  kind: "phrases";
  phrases: Phrase[];
  /** Each phrase with its place in the list. */
  order: Map<Phrase, number>;
};
/** One concept, ready to be looked for. */
export type CompiledGroup = PhraseGroup | { kind: "number"; number: NumberKind };

/** All concepts but one, which may stand there in other words. */
export type Nearly = { groups: CompiledGroup[]; left: PhraseGroup };

/** A criterion's signals, ready to be looked for. */
export type CompiledCriterion = {
  criterion: Criterion;
  met: CompiledGroup[];
  /** `met` with one concept left out, once for each that may be said in other words. */
  nearly: Nearly[];
  partial: CompiledGroup[] | null;
  against: CompiledGroup[];
  /** Drawn facts of which any one is enough. */
  drawn: DiagramFact[];
  window: number;
  /** Where to look, the criterion's own section first. */
  sections: SectionId[];
  /** Keys of the words of its text and examples: saying them again is no design. */
  vocabulary: Set<string>;
  /** The forms of each word that carries meaning, for each sentence of its text and passing example. */
  statements: string[][][];
};

/** The criteria that have signals, by id, and all their phrases to be looked for at once. */
export type CompiledRubric = {
  criteria: Map<string, CompiledCriterion>;
  phrases: PhraseIndex;
  /** Ids of those that a change of requirements is handled by. */
  curveball: Set<string>;
};

const compiledByRubric = new WeakMap<Rubric, CompiledRubric>();

/** Prepares a rubric's signals; once a rubric object. */
export function compileRubric(rubric: Rubric): CompiledRubric {
  const known = compiledByRubric.get(rubric);
  if (known) return known;
  const criteria = new Map<string, CompiledCriterion>();
  const lists = readLists(rubric);
  for (const criterion of rubric.criteria) {
    const signals = lists.get(criterion.id)?.signals;
    if (signals) criteria.set(criterion.id, compileCriterion(criterion, signals));
  }
  const phrases = indexPhrases([...criteria.values()].flatMap(phrasesOf));
  const curveball = new Set((rubric.curveball ?? []).map(({ id }) => id));
  const compiled = { criteria, phrases, curveball };
  compiledByRubric.set(rubric, compiled);
  return compiled;
}

function phrasesOf({ met, partial, against }: CompiledCriterion): Phrase[] {
  const groups = [...met, ...(partial ?? []), ...against];
  return groups.flatMap((group) => (group.kind === "phrases" ? group.phrases : []));
}

/** Prepares the signals of one criterion. */
export function compileCriterion(criterion: Criterion, signals: Signals): CompiledCriterion {
  const met = signals.met.map(compileGroup);
  return {
    criterion,
    met,
    nearly: leaveOneOut(met),
    partial: signals.partial?.map(compileGroup) ?? null,
    against: [toPhraseGroup((signals.against ?? []).map(compilePhrase))],
    drawn: signals.diagram ?? [],
    window: signals.window,
    sections: [...new Set([criterion.section, ...(signals.also ?? [])])],
    vocabulary: readVocabulary(criterion),
    statements: readStatements(criterion),
  };
}

/** A number has no other words. */
function leaveOneOut(groups: CompiledGroup[]): Nearly[] {
  if (groups.length < 2) return [];
  return groups.flatMap((left) =>
    left.kind === "phrases" ? [{ left, groups: groups.filter((group) => group !== left) }] : [],
  );
}

function readVocabulary({ id, text, pass, partial }: Criterion): Set<string> {
  const pieces = [id, text, pass, partial ?? ""].flatMap((part) => readPieces(part));
  return new Set(pieces.flatMap(({ forms }) => forms));
}

const CONTENT = new Set(["NOUN", "PROPN", "VERB", "ADJ", "ADV"]);

function readStatements({ text, pass }: Criterion): string[][][] {
  return [text, pass].flatMap(splitSentences).map((sentence) =>
    readPieces(sentence.text)
      .filter(({ pos, word }) => CONTENT.has(pos) && !/\d/.test(word))
      .map(({ forms }) => forms),
  );
}

function compileGroup(group: SignalGroup): CompiledGroup {
  return Array.isArray(group)
    ? toPhraseGroup(group.map(compilePhrase))
    : { kind: "number", number: group.number };
}

function toPhraseGroup(phrases: Phrase[]): PhraseGroup {
  const order = new Map<Phrase, number>();
  phrases.forEach((phrase, at) => order.has(phrase) || order.set(phrase, at));
  return { kind: "phrases", phrases, order };
}

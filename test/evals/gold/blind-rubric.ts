import { compileRubric } from "#server/judges/offline/compile-signals";
import { findPhrases } from "#server/text/phrase-index";
import { readTarget } from "#server/text/phrases";
import { splitSentences } from "#server/text/sentences";
import type { PhraseIndex } from "#server/text/phrase-index";
import { withLists } from "../../support/listed-rubric";
import type { ListedCriterion, ListedRubric } from "../../support/listed-rubric";
import type { Rubric, SignalGroup } from "#domain/rubrics/rubric.schema";
import type { Fact, Gold, PlantedText } from "./gold.schema";
import type { Planted } from "./label-planted";

/** Texts of one criterion that hold each phrase, by the phrase as it is authored. */
type Holders = { says: Map<string, Set<string>>; denies: Map<string, Set<string>> };

/**
 * Signals were widened on the very texts of the tune split, so that these say nothing about unseen
 * ones. The function that is returned makes the rubric as it would be had nobody read the texts of one
 * answer: a phrase that stands in no other text of its criterion is taken out. `met[0]`, `terse` and
 * `plain` tell the same and count as one text. Harsher than an unseen text is, since words that anybody
 * would have listed go as well where no second text happens to hold them.
 */
export function createBlinder(
  { facts }: Gold,
  rubric: Rubric,
): (planted: readonly Planted[]) => ListedRubric {
  const listed = withLists(rubric);
  const { phrases } = compileRubric(rubric);
  const holders = new Map(
    Object.entries(facts).map(([id, fact]) => [id, listHolders(fact, phrases)]),
  );
  return (planted) => {
    const byId = new Map(planted.map((one) => [one.criterion.id, one]));
    const criteria = listed.criteria.map((criterion) => {
      const one = byId.get(criterion.id);
      const fact = facts[criterion.id];
      const held = holders.get(criterion.id);
      return one && fact && held ? blindCriterion(criterion, one, fact, held) : criterion;
    });
    return { ...listed, criteria };
  };
}

function blindCriterion(
  criterion: ListedCriterion,
  { state, words }: Planted,
  fact: Fact,
  { says, denies }: Holders,
): ListedCriterion {
  const { signals } = criterion;
  // What only names a thing was never a reason to list more words.
  if (!signals || !words || state === "name_dropped") return criterion;
  const own = new Set([words, ...(state === "partial" ? [] : told(fact))].map(({ text }) => text));
  const isOwn = (held: Map<string, Set<string>>, phrase: string): boolean => {
    const all = [...(held.get(phrase) ?? [])];
    return all.length > 0 && all.every((text) => own.has(text));
  };
  const strip = (groups: SignalGroup[]): SignalGroup[] =>
    groups.map((group) =>
      Array.isArray(group) ? group.filter((phrase) => !isOwn(says, phrase)) : group,
    );
  const { met, partial, against } = signals;
  if (state === "contradicted") {
    const left = against?.filter((phrase) => !isOwn(denies, phrase));
    return { ...criterion, signals: { ...signals, ...(left && { against: left }) } };
  }
  const blind = { ...signals, met: strip(met), ...(partial && { partial: strip(partial) }) };
  return { ...criterion, signals: blind };
}

/** All wordings of one text. */
function told({ met = [], terse = [], plain = [] }: Fact): PlantedText[] {
  return [...met.slice(0, 1), ...terse, ...plain];
}

function listHolders(fact: Fact, phrases: PhraseIndex): Holders {
  const { met = [], paraphrased = [], partial = [], contradicted } = fact;
  return {
    says: holdersOf([...met, ...told(fact), ...paraphrased, ...partial], phrases),
    denies: holdersOf(contradicted, phrases),
  };
}

function holdersOf(texts: readonly PlantedText[], phrases: PhraseIndex): Map<string, Set<string>> {
  const holders = new Map<string, Set<string>>();
  for (const { text } of texts) {
    for (const sentence of splitSentences(text)) {
      for (const phrase of findPhrases(readTarget(sentence.text), phrases).keys()) {
        const known = holders.get(phrase.text) ?? new Set<string>();
        holders.set(phrase.text, known.add(text));
      }
    }
  }
  return holders;
}

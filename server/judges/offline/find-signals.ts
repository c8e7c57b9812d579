import type { PhraseSpan } from "../../text/phrases";
import type { CompiledGroup } from "./compile-signals";
import type { ReadSentence } from "./read-sentence";

/** A concept where it was found: as the candidate wrote it, in which sentence. */
export type Hit = {
  group: number;
  sentence: ReadSentence;
  written: string;
  span: PhraseSpan | null;
  /** Said in the negative: the clause denies it. */
  negated: boolean;
  hedged: boolean;
};

/** A place where every concept was found. */
export type Place = { hits: Hit[]; sentences: ReadSentence[] };

/** Said as part of the design: neither denied nor doubted. */
export function isFirm({ negated, hedged }: Hit): boolean {
  return !negated && !hedged;
}

/**
 * Every place of at most `window` adjacent sentences (one more where they are short) where all groups are found with hits that
 * pass `accepts`, smallest first, no sentence twice. The line that introduces a list counts as
 * standing beside each of its items.
 */
export function findPlaces(
  sentences: ReadSentence[],
  groups: CompiledGroup[],
  window: number,
  accepts: (hit: Hit) => boolean,
): Place[] {
  const counted = sentences.filter(({ discount }) => discount === null);
  const isThere = (group: CompiledGroup): boolean =>
    counted.some((sentence) => findHitsOf(sentence, group).length > 0);
  if (!groups.every(isThere)) return [];
  const hits = new Map(counted.map((sentence) => [sentence.index, findHits(sentence, groups)]));
  const places: Place[] = [];
  const taken = new Set<ReadSentence>();
  const positions = new Map(counted.map((sentence, at) => [sentence, at]));
  for (let size = 1; size <= window + 1; size += 1) {
    for (let start = 0; start < counted.length; start += 1) {
      const range = takeRange(counted, hits, start, size);
      if (range.length < size || range.some((sentence) => taken.has(sentence))) continue;
      if (size > window && !isShort(range, counted, positions, window)) continue;
      const found = range.flatMap(({ index }) => hits.get(index) ?? []);
      const place = choose(found, leadHits(range, hits), groups.length, accepts);
      if (!place || !saysSomething(place, counted, positions)) continue;
      place.sentences.forEach((sentence) => taken.add(sentence));
      places.push(place);
    }
  }
  return places;
}

/** Where each sentence stands among those that count. */
type Positions = ReadonlyMap<ReadSentence, number>;

/** Who writes "It has 25 steps. Then we stop it." needs a sentence more for the same words. */
const WORDS_OF_A_SENTENCE = 16;

/** Whether sentences of one paragraph or item are no longer than `window` usual ones. */
function isShort(
  range: ReadSentence[],
  counted: ReadSentence[],
  positions: Positions,
  window: number,
): boolean {
  const [first, ...rest] = range;
  const last = rest.at(-1);
  if (!first || !last || rest.some(({ opensBlock }) => opensBlock)) return false;
  const words = counted
    .slice(positions.get(first) ?? 0, (positions.get(last) ?? -1) + 1)
    .reduce((sum, { pieces }) => sum + pieces.length, 0);
  return words <= WORDS_OF_A_SENTENCE * window;
}

/** `size` sentences in a row; one between them that speaks of something else does not part them. */
function takeRange(
  counted: ReadSentence[],
  hits: Map<number, Hit[]>,
  start: number,
  size: number,
): ReadSentence[] {
  const range: ReadSentence[] = [];
  let skipped = 0;
  for (let at = start; at < counted.length && range.length < size; at += 1) {
    const sentence = counted[at];
    if (!sentence) break;
    if (range.length > 0 && startsThought(sentence, range.at(-1))) break;
    // A heading or another bullet is no aside: a new item begins there.
    const isSameItem = sentence.kind === "prose" || !sentence.opensBlock;
    const isAside = isSameItem && (hits.get(sentence.index) ?? []).length === 0;
    if (isAside && range.length > 0 && skipped === 0) skipped += 1;
    else range.push(sentence);
  }
  return range;
}

/**
 * A paragraph is one thought. A heading and a line that ends in ":" belong to the next one, and
 * Markdown itself wants an empty line around a table and before a list.
 */
export function startsThought(sentence: ReadSentence, before: ReadSentence | undefined): boolean {
  if (!sentence.opensParagraph || !before) return false;
  if (before.kind === "heading" || /:[*_\s]*$/.test(before.text)) return false;
  if (before.kind === "row" || sentence.kind === "row") return false;
  return !(before.kind === "prose" && sentence.kind === "bullet");
}

/** Naming a thing shows nothing yet, unless the next sentence takes it up ("It scores …"). */
function saysSomething(
  { sentences }: Place,
  counted: ReadSentence[],
  positions: Positions,
): boolean {
  if (sentences.some(({ isBare }) => !isBare)) return true;
  const last = sentences.at(-1);
  const next = counted[last ? (positions.get(last) ?? -1) + 1 : -1];
  if (!next || next.isBare || !TAKES_UP.test(next.text)) return false;
  sentences.push(next);
  return true;
}

/** "It scores …" speaks of the thing; "It is worth saying …" of nothing. */
const TAKES_UP =
  /^(?:it(?! (?:is|goes|may be|might be|should be|must be) (?:worth|important|clear|true|well|good|fair|without|often|always|also))|this|these|that|they|which|because|so that)\b/i;

function leadHits(range: ReadSentence[], hits: Map<number, Hit[]>): Hit[] {
  const inside = new Set(range.map(({ index }) => index));
  const leads = new Set(range.map(({ lead }) => lead ?? -1));
  return [...leads].filter((lead) => !inside.has(lead)).flatMap((lead) => hits.get(lead) ?? []);
}

/** One hit a group, in as few sentences as can be; null when a group is missing. */
function choose(
  found: Hit[],
  lead: Hit[],
  groups: number,
  accepts: (hit: Hit) => boolean,
): Place | null {
  const usable = settleMarkers([...found, ...lead]).filter(accepts);
  const chosen: Hit[] = [];
  for (let group = 0; group < groups; group += 1) {
    const candidates = usable.filter((hit) => hit.group === group);
    const known = candidates.find((hit) =>
      chosen.some(({ sentence }) => sentence === hit.sentence),
    );
    const hit = known ?? candidates[0];
    if (!hit) return null;
    chosen.push(hit);
  }
  const sentences = [...new Set(chosen.map(({ sentence }) => sentence))].sort(
    (left, right) => left.index - right.index,
  );
  const isOnlyLead = sentences.every((sentence) => lead.some((hit) => hit.sentence === sentence));
  return isOnlyLead ? null : { hits: chosen, sentences };
}

const hitsBySentence = new WeakMap<ReadSentence, Map<CompiledGroup, Hit[]>>();

/** Every concept of the groups found in a sentence, whether the sentence counts or not. */
export function findHits(sentence: ReadSentence, groups: CompiledGroup[]): Hit[] {
  return groups.flatMap((group, index) =>
    findHitsOf(sentence, group).map((hit) =>
      hit.group === index ? hit : { ...hit, group: index },
    ),
  );
}

/** Where one concept stands in a sentence, as group 0; looked for once. */
function findHitsOf(sentence: ReadSentence, group: CompiledGroup): Hit[] {
  let known = hitsBySentence.get(sentence);
  if (!known) hitsBySentence.set(sentence, (known = new Map()));
  let hits = known.get(group);
  if (!hits) {
    hits = group.kind === "number" ? findNumbers(sentence, group) : findWords(sentence, group);
    known.set(group, hits);
  }
  return hits;
}

function findNumbers(
  sentence: ReadSentence,
  { number }: Extract<CompiledGroup, { kind: "number" }>,
): Hit[] {
  return sentence.quantities
    .filter((quantity) => quantity.kind === number)
    .map(({ text }) => ({
      group: 0,
      sentence,
      written: text,
      span: null,
      negated: false,
      hedged: false,
    }));
}

/** A sentence holds a few phrases of a rubric, a group a hundred: it is the few that are gone through. */
function findWords(
  sentence: ReadSentence,
  { order }: Extract<CompiledGroup, { kind: "phrases" }>,
): Hit[] {
  const own: { at: number; spans: PhraseSpan[] }[] = [];
  for (const [phrase, spans] of sentence.found) {
    const at = order.get(phrase);
    if (at !== undefined) own.push({ at, spans });
  }
  return own
    .sort((left, right) => left.at - right.at)
    .flatMap(({ spans }) => spans)
    .map((span) => ({
      group: 0,
      sentence,
      written: writtenAt(sentence, span),
      span,
      negated: isCovered(sentence.negations, span, []),
      hedged: isCovered(sentence.hedges, span, []),
    }));
}

function writtenAt({ text, pieces }: ReadSentence, { from, to }: PhraseSpan): string {
  return text.slice(pieces[from]?.start ?? 0, pieces[to - 1]?.end ?? text.length);
}

/**
 * A negating word inside a phrase that was looked for ("no answer", "never log") belongs to the
 * concept: it denies neither that phrase nor what else was found in the sentence.
 */
function settleMarkers(hits: Hit[]): Hit[] {
  return hits.map((hit) => {
    if (!hit.span || (!hit.negated && !hit.hedged)) return hit;
    const spans = hits
      .filter(({ sentence, span }) => sentence === hit.sentence && span !== null)
      .map(({ span }) => span ?? { from: 0, to: 0 });
    return {
      ...hit,
      negated: isCovered(hit.sentence.negations, hit.span, spans),
      hedged: isCovered(hit.sentence.hedges, hit.span, spans),
    };
  });
}

type Scope = { marker: PhraseSpan; from: number; to: number };

/** Whether a scope covers a span, leaving out scopes whose marker is part of a phrase looked for. */
function isCovered(scopes: Scope[], span: PhraseSpan, phrases: PhraseSpan[]): boolean {
  return scopes.some(
    ({ marker, from, to }) =>
      span.from >= from &&
      span.from < to &&
      !overlaps(marker, span) &&
      !phrases.some((phrase) => overlaps(marker, phrase)),
  );
}

function overlaps(left: PhraseSpan, right: PhraseSpan): boolean {
  return left.from < right.to && right.from < left.to;
}

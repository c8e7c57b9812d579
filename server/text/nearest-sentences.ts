import { SECTION_IDS } from "#domain/problems/scale";
import { boundSentences } from "./bound-sentences";
import { FUNCTION_WORDS } from "./function-words";
import { splitSentences } from "./sentences";
import { stemWord } from "./stems";
import type { SectionId } from "#domain/problems/scale";
import type { Sentence } from "./sentences";

/** A sentence of an answer, with its UTF-16 offsets in its section (end exclusive). */
export type NearSentence = { section: SectionId; start: number; end: number; text: string };

/** How much of a section is read, as a judge does: ~4,000 words. */
const MAX_READ_CHARS = 24_000;
/** A longer word is no word, and its stem is remembered. */
const MAX_WORD_CHARS = 40;
/** One word in common is chance. */
const MIN_SHARED = 2;
/** What comes far behind the best only distracts from it. */
const MIN_SHARE_OF_BEST = 0.5;
/** The section that is asked for counts for this much more than the others. */
const HOME_FACTOR = 1.25;
/** Keeps a sentence of three words from winning by its shortness alone. */
const LENGTH_BONUS = 6;

type Read = NearSentence & { stems: Set<string> };

/**
 * The sentences of an answer that have most in common with what is wanted, in reading order. Counts
 * shared words by their stems, rare ones for more; it knows no meaning, so it points and proves
 * nothing. Linear in the answer.
 *
 * @param wanted texts that say the same in several ways
 * @param most sentences that are returned; none that share less than two words, or come far behind
 */
export function findNearest(
  wanted: readonly string[],
  answers: Readonly<Record<SectionId, string>>,
  { home, most }: { home: SectionId; most: number },
): NearSentence[] {
  const asked = new Set(wanted.flatMap((text) => [...readStems(text)]));
  const sentences = SECTION_IDS.flatMap((section) => readSection(section, answers[section]));
  const counts = countSentences(asked, sentences);
  const rated = sentences.map((sentence, place) => ({ sentence, place, score: rate(sentence) }));
  const best = rated.reduce((most, { score }) => Math.max(most, score), 0);
  return rated
    .filter(({ score }) => score > 0 && score >= MIN_SHARE_OF_BEST * best)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, most)
    .sort((a, b) => a.place - b.place)
    .map(({ sentence: { stems: _stems, ...near } }) => near);

  function rate({ section, stems }: Read): number {
    const shared = [...stems].filter((stem) => asked.has(stem));
    if (shared.length < Math.min(MIN_SHARED, asked.size)) return 0;
    const weight = shared.reduce((sum, stem) => sum + weigh(stem), 0);
    return (weight * (section === home ? HOME_FACTOR : 1)) / Math.sqrt(stems.size + LENGTH_BONUS);
  }

  function weigh(stem: string): number {
    return Math.log(1 + sentences.length / (counts.get(stem) ?? 1));
  }
}

function readSection(section: SectionId, text: string): Read[] {
  const sentences = boundSentences(splitSentences(text.slice(0, MAX_READ_CHARS)));
  return sentences.map(({ start, end, text: words }: Sentence) => ({
    section,
    start,
    end,
    text: words,
    stems: readStems(words),
  }));
}

function readStems(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter(
    (word) => word.length <= MAX_WORD_CHARS && !FUNCTION_WORDS.has(word),
  );
  return new Set(telling.map(stemWord));
}

function countSentences(asked: ReadonlySet<string>, sentences: readonly Read[]) {
  const counts = new Map<string, number>();
  for (const { stems } of sentences) {
    for (const stem of stems) if (asked.has(stem)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return counts;
}

import type { SectionId } from "#domain/problems/scale";

type Place = { section: SectionId; quote: string; start: number; end: number };
/** A quote with the part of it that is underlined: UTF-16 offsets in the section's text, end exclusive. */
export type WithPhrase<Quote> = Quote & { phrase: { start: number; end: number } };

/** A quote up to this long is underlined whole. Characters. */
const SHORT = 90;
/** A part shorter than this says nothing by itself. */
const MIN_PHRASE = 16;
/** Where a clause may end. A comma within a figure ends none: no blank follows it. */
const MARKS = /[;:,–—()]/g;

/** The one quote that a criterion shows: of its own section if there is one, the clearest first. */
export function pickDecisive<Quote extends Place>(
  quotes: readonly Quote[],
  section: SectionId,
): Quote | null {
  return quotes.find((quote) => quote.section === section) ?? quotes[0] ?? null;
}

/** A quote underlined from end to end. */
export function wholly<Quote extends Place>(quote: Quote): WithPhrase<Quote> {
  return { ...quote, phrase: { start: quote.start, end: quote.end } };
}

/**
 * A quote with the clause that has most words in common with what the criterion asks. Of a short quote,
 * and where no clause stands out, it is the whole: underlining too much misleads less than the wrong part.
 */
export function withPhrase<Quote extends Place>(
  quote: Quote,
  criterion: string,
): WithPhrase<Quote> {
  const { quote: text, start } = quote;
  // Offsets are of the text as written; a quote that reads otherwise can't be cut by them.
  if (text.length <= SHORT || quote.end - start !== text.length) return wholly(quote);
  const asked = new Set(stems(criterion));
  const ranked = cut(text)
    .map((clause) => ({ ...clause, common: countCommon(clause.text, asked) }))
    .sort((a, b) => b.common - a.common);
  const [best, second] = ranked;
  if (!best || best.common < 2 || best.common - (second?.common ?? 0) < 1) return wholly(quote);
  return { ...quote, phrase: { start: start + best.from, end: start + best.to } };
}

type Clause = { from: number; to: number; text: string };

function cut(text: string): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  const add = (to: number) => {
    const clause = text.slice(from, to);
    const start = from + clause.length - clause.trimStart().length;
    const words = clause.trim();
    if (words.length >= MIN_PHRASE) {
      clauses.push({ from: start, to: start + words.length, text: words });
    }
    from = to + 1;
  };
  for (const { index, 0: mark } of text.matchAll(MARKS)) {
    if (";:,".includes(mark) && !isBlank(text[index + 1])) continue;
    add(index);
  }
  add(".!?".includes(text.at(-1) ?? " ") ? text.length - 1 : text.length);
  return clauses;
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && character.trim() === "";
}

function countCommon(clause: string, asked: ReadonlySet<string>): number {
  return new Set(stems(clause).filter((stem) => asked.has(stem))).size;
}

/** Words of some length by their first letters, so that "rates" is "rate". */
function stems(text: string): string[] {
  return [...text.toLowerCase().matchAll(/\p{L}{4,}/gu)].map(([word]) => word.slice(0, 5));
}

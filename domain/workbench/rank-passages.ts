import type { Passage } from "./toy-corpus";

export type Ranking = "bm25" | "count";

type Hit = { title: string; score: number };

/** How fast a term's repetitions stop counting, and how much a long passage is discounted. */
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;

const STOP_WORDS = new Set(
  (
    "a an and are at be by can cant do for from get how i if in is it my not of on or our that the " +
    "they to us we when where with you your"
  ).split(" "),
);

/** Words in lower case, without stop words and without stemming: "orders" isn't "order". */
export function listTerms(text: string): string[] {
  const words = text
    .toLowerCase()
    .replace(/['’]/g, "")
    .match(/[a-z0-9]+/g);
  return (words ?? []).filter((word) => !STOP_WORDS.has(word));
}

/** The passages, by title and text, that share a term with the query, the best first. */
export function rankPassages(query: string, passages: readonly Passage[], ranking: Ranking): Hit[] {
  const texts = passages.map(({ title, text }) => `${title} ${text}`);
  return rankTexts(query, texts, ranking).flatMap(({ index, score }) => {
    const passage = passages[index];
    return passage ? [{ title: passage.title, score }] : [];
  });
}

/**
 * The texts that share a term with the query, by their index; of equal ones the earlier first.
 * BM25 as in Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with the idf
 * ln(1 + (N - n + 0.5) / (n + 0.5)), which Lucene uses; "count" adds up how often the terms occur.
 */
export function rankTexts(
  query: string,
  texts: readonly string[],
  ranking: Ranking,
): { index: number; score: number }[] {
  const queryTerms = [...new Set(listTerms(query))];
  const documents = texts.map(listTerms);
  const meanLength = documents.reduce((sum, terms) => sum + terms.length, 0) / texts.length;
  const hits = documents.map((terms, index) => {
    const scores = queryTerms.map((term) => {
      const times = terms.filter((other) => other === term).length;
      if (ranking === "count" || times === 0) return times;
      const holders = documents.filter((other) => other.includes(term)).length;
      const idf = Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5));
      const length = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * terms.length) / meanLength;
      return (idf * times * (SATURATION + 1)) / (times + SATURATION * length);
    });
    return { index, score: scores.reduce((sum, score) => sum + score, 0) };
  });
  return hits.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
}

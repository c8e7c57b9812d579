import MiniSearch from "minisearch";
import { readQuery, toIndexTerms } from "./read-query";

/** Something that can be found. What stands in its title weighs most, what stands in `text` least. */
export type SearchEntry = {
  slug: string;
  title: string;
  topics: string;
  summary: string;
  text: string;
};

/** Of the best one's score; what has less only shares a common word with the query. */
const LEAST_SHARE = 0.06;

/** A search over the entries: the slugs that a query finds, the best first. */
export function createSearch(entries: readonly SearchEntry[]): (query: string) => string[] {
  const index = new MiniSearch<SearchEntry>({
    idField: "slug",
    fields: ["title", "topics", "summary", "text"],
    tokenize: toIndexTerms,
    processTerm: (term) => term,
  });
  index.addAll(entries);
  return (query) => {
    const terms = readQuery(query);
    const found = index.search(query, {
      tokenize: () => terms.map(({ text }) => text),
      boostTerm: (_, at) => terms[at]?.weight ?? 1,
      // The last word may not be typed to its end; a long one may have a slip in it.
      prefix: (text, at) => terms[at]?.isLast === true && text.length > 1,
      fuzzy: (text, at) => (terms[at]?.weight === 1 && text.length > 5 ? 0.15 : false),
      boost: { title: 5, topics: 2, summary: 2 },
    });
    const least = (found[0]?.score ?? 0) * LEAST_SHARE;
    return found.filter(({ score }) => score >= least).map(({ id }) => String(id));
  };
}

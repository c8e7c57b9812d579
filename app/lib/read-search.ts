/** Characters of a search; what is longer is cut. */
export const MAX_SEARCH_CHARS = 100;

/** What is searched for in a URL's query; "" is nothing. */
export function readSearch(query: URLSearchParams): string {
  return (query.get("q") ?? "").slice(0, MAX_SEARCH_CHARS).trim();
}

/** The items that a search found, in its order. */
export function pickFound<Item extends { slug: string }>(
  items: readonly Item[],
  found: readonly string[],
): Item[] {
  const bySlug = new Map(items.map((item) => [item.slug, item]));
  return found.flatMap((slug) => bySlug.get(slug) ?? []);
}

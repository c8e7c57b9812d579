import type { Study, Topic } from "../study/study";
import { createSearch } from "./create-search";
import type { SearchEntry } from "./create-search";

const searches = new WeakMap<Study, (query: string) => string[]>();

/** The slugs of the topics that a query finds, the best first. The index is made at the first search. */
export function searchTopics(study: Study, query: string): string[] {
  const known = searches.get(study);
  if (known !== undefined) return known(query);
  const search = createSearch([...study.topics.values()].map(toEntry));
  searches.set(study, search);
  return search(query);
}

function toEntry({ slug, head, body }: Topic): SearchEntry {
  const questions = [head.lesson?.asks, ...(head.lesson?.followUps ?? [])];
  return {
    slug,
    title: `${head.title} ${slug}`,
    topics: head.area,
    summary: head.summary,
    text: [...questions, head.selfCheck?.question, ...listHeadings(body), ...listNames(body)].join(
      "\n",
    ),
  };
}

/** Of a lesson's body only its headings: the words of a lesson are nearly all words of the field. */
function listHeadings(body: string): string[] {
  return body.match(/^#+ .*$/gm) ?? [];
}

/** What is written in capitals, each once: HNSW, GPTQ, MinHash. */
function listNames(body: string): Set<string> {
  const capitalized = body.match(/\b[A-Z]\w+/g) ?? [];
  return new Set(capitalized.filter((word) => /[A-Z]/.test(word.slice(1))));
}

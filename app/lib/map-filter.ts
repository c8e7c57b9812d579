import { AREAS } from "#domain/study/areas";
import type { MapFilter } from "#server/study/list-study-map";
import { readSearch } from "./read-search";

export const KIND_TITLES = { lesson: "Lessons", workbench: "Lessons with a workbench" };

/** What of the map a URL's query asks for; a value that nothing has asks for anything. */
export function readMapFilter(query: URLSearchParams): MapFilter & { q: string } {
  const kind = query.get("kind");
  return {
    q: readSearch(query),
    area: AREAS.find((area) => area === query.get("area")) ?? null,
    kind: kind === "lesson" || kind === "workbench" ? kind : null,
  };
}

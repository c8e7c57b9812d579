import type { ProblemCard } from "#server/problems/list-problems";

export const FILTER_NAMES = ["topic", "tier", "lens", "difficulty", "minutes"] as const;
export type FilterName = (typeof FILTER_NAMES)[number];
export type ProblemFilter = Record<FilterName, string | null>;

/** The filter a URL's query asks for; null is any. */
export function readFilter(query: URLSearchParams): ProblemFilter {
  return {
    topic: query.get("topic") || null,
    tier: query.get("tier") || null,
    lens: query.get("lens") || null,
    difficulty: query.get("difficulty") || null,
    minutes: query.get("minutes") || null,
  };
}

/** What a problem answers to, by filter. */
function listValues(problem: ProblemCard): Record<FilterName, string[]> {
  return {
    topic: problem.topics,
    tier: [String(problem.tier)],
    lens: problem.lenses,
    difficulty: [problem.difficulty],
    minutes: problem.minutes.map(String),
  };
}

/** The problems that fit every part of the filter. A value that nothing has fits nothing. */
export function filterProblems(
  problems: readonly ProblemCard[],
  filter: ProblemFilter,
): ProblemCard[] {
  return problems.filter((problem) => {
    const values = listValues(problem);
    return FILTER_NAMES.every((name) => {
      const wanted = filter[name];
      return wanted === null || values[name].includes(wanted);
    });
  });
}

/** "30" stands before "120". Kept, since `localeCompare` makes one for every comparison. */
const inOrder = new Intl.Collator("en", { numeric: true });

/** What can be chosen: the values that some problem has, each once. */
export function listChoices(problems: readonly ProblemCard[]): Record<FilterName, string[]> {
  const all = problems.map(listValues);
  function collect(name: FilterName): string[] {
    return [...new Set(all.flatMap((values) => values[name]))].sort(inOrder.compare);
  }
  return {
    topic: collect("topic"),
    tier: collect("tier"),
    lens: collect("lens"),
    difficulty: collect("difficulty"),
    minutes: collect("minutes"),
  };
}

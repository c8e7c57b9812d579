import type { ProblemCard } from "#server/problems/list-problems";
import { readSearch } from "./read-search";

export const FILTER_NAMES = ["topic", "tier", "lens", "difficulty", "minutes"] as const;
export type FilterName = (typeof FILTER_NAMES)[number];
/** `q` is what was typed; "" is nothing. */
export type ProblemFilter = Record<FilterName, string | null> & { q: string };

/** The filter a URL's query asks for; null is any. */
export function readFilter(query: URLSearchParams): ProblemFilter {
  return {
    q: readSearch(query),
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

/** Whether anything is left out. */
export function isFiltered(filter: ProblemFilter): boolean {
  return filter.q !== "" || FILTER_NAMES.some((name) => filter[name] !== null);
}

/** The problems that fit every choice of the filter; its words are searched for on the server. A value that nothing has fits nothing. */
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

/**
 * What somebody who has tried nothing yet may start with: the shortest warm-up. Null where there is
 * none, and for who has begun.
 */
export function suggestFirst(problems: readonly ProblemCard[]): ProblemCard | null {
  if (problems.some(({ isTried }) => isTried)) return null;
  const warmUps = problems.filter(({ difficulty }) => difficulty === "warm-up");
  const [first] = warmUps.sort((a, b) => Math.min(...a.minutes) - Math.min(...b.minutes));
  return first ?? null;
}

const FROM_EASY = ["warm-up", "core", "hard"];

/** The problem to take next: the first to begin with, else an easier one of those not taken yet. */
export function suggestNext(problems: readonly ProblemCard[]): ProblemCard | null {
  const left = problems.filter(({ isTried }) => !isTried);
  const [next] = left.sort(
    (a, b) => FROM_EASY.indexOf(a.difficulty) - FROM_EASY.indexOf(b.difficulty) || a.tier - b.tier,
  );
  return suggestFirst(problems) ?? next ?? null;
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

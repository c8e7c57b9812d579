import type { Prospect } from "#domain/grading/prospect";
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

/** What each problem gets here, by slug. */
export type Prospects = Record<string, Prospect>;

/** Whether a judge of this server has something to say about it. */
function givesResult({ slug }: ProblemCard, prospects: Prospects): boolean {
  return (prospects[slug] ?? "own_marks") !== "own_marks";
}

const FROM_EASY = ["warm-up", "core", "hard"];
const easeOf = ({ difficulty }: ProblemCard) => FROM_EASY.indexOf(difficulty);
const shortestOf = ({ minutes }: ProblemCard) => Math.min(...minutes);

/**
 * What somebody who has tried nothing yet may start with: the easiest and shortest that gives a
 * result here. Null where none does, and for people who have begun.
 */
export function suggestFirst(
  problems: readonly ProblemCard[],
  prospects: Prospects,
): ProblemCard | null {
  if (problems.some(({ isTried }) => isTried)) return null;
  const [first] = problems
    .filter((problem) => givesResult(problem, prospects))
    .sort((a, b) => easeOf(a) - easeOf(b) || shortestOf(a) - shortestOf(b) || a.tier - b.tier);
  return first ?? null;
}

/** The problem to take next: the first to begin with, else one that gives a result, the easiest. */
export function suggestNext(
  problems: readonly ProblemCard[],
  prospects: Prospects,
): ProblemCard | null {
  const [next] = problems
    .filter(({ isTried }) => !isTried)
    .sort(
      (a, b) =>
        Number(givesResult(b, prospects)) - Number(givesResult(a, prospects)) ||
        easeOf(a) - easeOf(b) ||
        a.tier - b.tier,
    );
  return suggestFirst(problems, prospects) ?? next ?? null;
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

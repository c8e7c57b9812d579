import { measureKappa } from "./figures";
import type { Verdict } from "#domain/grading/verdicts";
import type { Figure, VerdictPair } from "./figures";
import type { RatedAttempt } from "./rated-attempt";

/** A verdict on which a person and the judge differ. */
export type Disagreement = { attemptId: string; person: Verdict; judge: Verdict };

export type CriterionRow = {
  slug: string;
  title: string;
  criterionId: string;
  text: string;
  kappa: Figure;
  /** Pairs that agree, 0–1; null without pairs. */
  same: number | null;
  /** The first of them. */
  disagreements: Disagreement[];
  disagreementCount: number;
};

const MAX_ROWS = 30;
const MAX_LINKS = 8;

type Gathered = Omit<CriterionRow, "kappa" | "same" | "disagreementCount"> & {
  /** A list for each attempt. */
  pairs: VerdictPair[][];
  rubricVersion: number;
};

/**
 * Kappa of each criterion over the attempts of its problem, the lowest first; those without a value
 * come last, the least agreed on in front. Intervals are computed for the first `MAX_ROWS` only.
 */
export function measureCriteria(attempts: readonly RatedAttempt[]): {
  rows: CriterionRow[];
  count: number;
} {
  const gathered = [...gather(attempts).values()];
  const ranked = gathered
    .map((criterion) => ({ criterion, row: toRow(criterion, false) }))
    .sort((a, b) => compare(a.row, b.row))
    .slice(0, MAX_ROWS);
  return { rows: ranked.map(({ criterion }) => toRow(criterion, true)), count: gathered.length };
}

function compare(a: CriterionRow, b: CriterionRow): number {
  const [first, second] = [a.kappa.value, b.kappa.value];
  if (first !== null && second !== null && first !== second) return first - second;
  if ((first === null) !== (second === null)) return first === null ? 1 : -1;
  return (a.same ?? 1) - (b.same ?? 1) || (a.criterionId < b.criterionId ? -1 : 1);
}

function toRow({ pairs, ...criterion }: Gathered, hasInterval: boolean): CriterionRow {
  const { slug, title, criterionId, text, disagreements } = criterion;
  const differing = disagreements.length;
  const count = pairs.flat().length;
  return {
    slug,
    title,
    criterionId,
    text,
    kappa: measureKappa(pairs, hasInterval),
    same: count === 0 ? null : (count - differing) / count,
    disagreements: disagreements.slice(0, MAX_LINKS),
    disagreementCount: differing,
  };
}

/** What was said of each criterion, by problem and id; its words are those of the newest rubric. */
function gather(attempts: readonly RatedAttempt[]): Map<string, Gathered> {
  const byKey = new Map<string, Gathered>();
  for (const attempt of attempts) {
    for (const { id, text } of attempt.rubric.criteria) {
      const judge = attempt.judged.get(id);
      if (judge === undefined || judge === "cannot_assess") continue;
      const persons = attempt.voices.flatMap(({ verdicts }) => verdicts.get(id) ?? []);
      if (persons.length === 0) continue;
      const key = `${attempt.slug} ${id}`;
      const known = byKey.get(key) ?? begin(attempt, id, text);
      byKey.set(key, known);
      if (attempt.rubricVersion > known.rubricVersion) {
        known.text = text;
        known.rubricVersion = attempt.rubricVersion;
      }
      known.pairs.push(persons.map((person) => [person, judge]));
      for (const person of persons) {
        if (person === judge) continue;
        known.disagreements.push({ attemptId: attempt.attemptId, person, judge });
      }
    }
  }
  return byKey;
}

function begin({ slug, title, rubricVersion }: RatedAttempt, id: string, text: string): Gathered {
  const nothing = { pairs: [], disagreements: [] };
  return { slug, title, criterionId: id, text, rubricVersion, ...nothing };
}

import { LEVEL_MARGIN } from "#domain/grading/shown-points";
import { LEVELS } from "#domain/problems/scale";
import { earn, scoreVerdicts } from "./score";
import type { Level } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { Grade } from "#domain/grading/grade.schema";
import type { ScoredCriterion, ScoreRules } from "./score";

type Standing = Grade["bars"][number]["standing"];

/** How one answer stands against the bar of each level, and what would carry it over those missed. */
export function standAtBars(
  criteria: readonly ScoredCriterion[],
  rules: ScoreRules,
  bars: Rubric["bars"],
): Grade["bars"] {
  const { total } = scoreVerdicts(criteria, rules);
  return LEVELS.map((level) => ({
    level,
    bar: bars[level],
    standing: standAt(total, bars[level]),
    separates: total >= bars[level] ? [] : findSeparating(criteria, rules, level, bars[level]),
  }));
}

function standAt(total: number, bar: number): Standing {
  const above = total - bar;
  if (above < -LEVEL_MARGIN) return "below";
  if (above < 0) return "approaching";
  return above <= LEVEL_MARGIN ? "at" : "above";
}

/**
 * The fewest steps that a coach would name: what a cap hangs on first, then what is expected at this
 * level or below, heaviest first, until the total reaches the bar. All that is open if it never does.
 */
function findSeparating(
  criteria: readonly ScoredCriterion[],
  rules: ScoreRules,
  level: Level,
  bar: number,
): string[] {
  const { excluded, triggeredCaps } = scoreVerdicts(criteria, rules);
  const capping = new Set(
    rules.caps
      .filter(({ id, maxTotal }) => maxTotal < bar && triggeredCaps.has(id))
      .flatMap(({ whenNoneMet }) => heaviest(criteria, whenNoneMet, excluded)),
  );
  const rank = LEVELS.indexOf(level);
  const open = criteria
    .filter(({ id, verdict }) => ["not_met", "partial"].includes(verdict) && !excluded.has(id))
    .filter(({ id, weight }) => weight > 0 || capping.has(id))
    .sort(
      (a, b) =>
        Number(capping.has(b.id)) - Number(capping.has(a.id)) ||
        Number(LEVELS.indexOf(b.level) <= rank) - Number(LEVELS.indexOf(a.level) <= rank) ||
        gainOf(b) - gainOf(a) ||
        (a.id < b.id ? -1 : 1),
    );
  const named: ScoredCriterion[] = [];
  for (const criterion of open) {
    named.push(criterion);
    const ids = new Set(named.map(({ id }) => id));
    const raised = criteria.map((c) => (ids.has(c.id) ? { ...c, verdict: "met" as const } : c));
    if (scoreVerdicts(raised, rules).total >= bar) break;
  }
  return named.sort((a, b) => gainOf(b) - gainOf(a) || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
}

/** Of the criteria whose absence caps the total, the one that also earns most. */
function heaviest(
  criteria: readonly ScoredCriterion[],
  ids: readonly string[],
  excluded: ReadonlyMap<string, string>,
): string[] {
  return criteria
    .filter(({ id }) => ids.includes(id) && !excluded.has(id))
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
    .slice(0, 1)
    .map(({ id }) => id);
}

function gainOf({ weight, verdict }: ScoredCriterion): number {
  return weight - earn(weight, verdict);
}

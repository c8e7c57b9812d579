import { LEVEL_MARGIN } from "#domain/grading/level";
import { LEVELS } from "#domain/problems/scale";
import { listAsked } from "#domain/rubrics/bars";
import { reaches, shareOfStaff } from "./reach";
import { earn, scoreVerdicts } from "./score";
import type { Grade } from "#domain/grading/grade.schema";
import type { StaffShare } from "#domain/grading/level";
import type { Asked, Bars } from "#domain/rubrics/bars";
import type { ScoredCriterion, ScoreRules } from "./score";

type Standing = Grade["bars"][number]["standing"];

/** How one answer stands against the bar of each level, and what would carry it over those missed. */
export function standAtBars(
  criteria: readonly ScoredCriterion[],
  rules: ScoreRules,
  bars: Bars,
): Grade["bars"] {
  const score = scoreVerdicts(criteria, rules);
  return listAsked(bars).map((asked) => {
    const ofStaff = shareOfStaff(criteria, score, asked);
    const isReached = reaches(criteria, rules, asked);
    return {
      level: asked.level,
      bar: asked.points,
      ...(ofStaff && { ofStaff }),
      standing: standAt(score.total - asked.points, ofStaff),
      separates: isReached ? [] : findSeparating(criteria, rules, asked),
    };
  });
}

/** @param above points of 100 over the bar */
function standAt(above: number, ofStaff: StaffShare | undefined): Standing {
  if (above < -LEVEL_MARGIN) return "below";
  const lacksShare = ofStaff !== undefined && ofStaff.earned < ofStaff.needed;
  if (lacksShare && !ofStaff.isNear) return "below";
  if (above < 0 || lacksShare) return "approaching";
  return above <= LEVEL_MARGIN || ofStaff?.isNear ? "at" : "above";
}

/**
 * The fewest steps that a coach would name: what a cap hangs on first, then what is expected at this
 * level or below, heaviest first, until the bar is reached; where the share of the staff weight is
 * missing, staff criteria come before others. All that is open if it never is.
 */
function findSeparating(
  criteria: readonly ScoredCriterion[],
  rules: ScoreRules,
  asked: Asked,
): string[] {
  const { level, points: bar } = asked;
  const { excluded, triggeredCaps } = scoreVerdicts(criteria, rules);
  const capping = new Set(
    rules.caps
      .filter(({ id, maxTotal }) => maxTotal < bar && triggeredCaps.has(id))
      .flatMap(({ whenNoneMet }) => heaviest(criteria, whenNoneMet, excluded)),
  );
  const rank = LEVELS.indexOf(level);
  const share = shareOfStaff(criteria, { excluded }, asked);
  const lacksShare = share !== undefined && share.earned < share.needed;
  const isLacking = (one: ScoredCriterion): boolean => lacksShare && one.level === "staff";
  const open = criteria
    .filter(({ id, verdict }) => ["not_met", "partial"].includes(verdict) && !excluded.has(id))
    .filter(({ id, weight }) => weight > 0 || capping.has(id))
    .sort(
      (a, b) =>
        Number(capping.has(b.id)) - Number(capping.has(a.id)) ||
        Number(isLacking(b)) - Number(isLacking(a)) ||
        Number(LEVELS.indexOf(b.level) <= rank) - Number(LEVELS.indexOf(a.level) <= rank) ||
        gainOf(b) - gainOf(a) ||
        (a.id < b.id ? -1 : 1),
    );
  const named: ScoredCriterion[] = [];
  for (const criterion of open) {
    named.push(criterion);
    const ids = new Set(named.map(({ id }) => id));
    const raised = criteria.map((c) => (ids.has(c.id) ? { ...c, verdict: "met" as const } : c));
    if (reaches(raised, rules, asked)) break;
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

import { LEVELS, SECTION_IDS } from "#domain/problems/scale";
import type { Level, SectionId } from "#domain/problems/scale";
import { drillMinutes } from "#domain/attempts/kinds";
import type { Verdict } from "#domain/grading/verdicts";
import { choosePointSteps } from "./point-steps";
import type { PointStep, StepPoint } from "./point-steps";

/** A criterion as far as the choice of what to do next goes; its verdict is the one that stands. */
export type StepCriterion = {
  id: string;
  section: SectionId;
  level: Level;
  verdict: Verdict;
  weight: number;
  /** Left out of the score. */
  isExcluded: boolean;
  /** About the changed requirements: those can't be practised without them. */
  isCurveball: boolean;
  /** Slugs. */
  topics: readonly string[];
  /** Slugs of those that have a page. */
  pages: readonly string[];
};

export type StepWork = {
  criteria: readonly StepCriterion[];
  level: Level;
  /** Sections without a word. */
  emptySections: readonly SectionId[];
  /** The next bar and the ids of what separates the answer from it; null above all of them. */
  nextBar: { level: Level; separates: readonly string[] } | null;
  /** Of the debrief, the most dangerous first. */
  points: readonly StepPoint[];
};

export type NextProblem = { slug: string; title: string; minutes: number; why: string };

/** Why a step was chosen. */
export type StepReason =
  /** Points of the debrief ask for it, by their numbers. */
  | { kind: "points"; points: number[] }
  /** The section has no word, or nothing of it was met. */
  | { kind: "empty" | "nothing" }
  /** Percent of what is expected at the attempt's level, of this section and of the others. */
  | { kind: "far_below"; percent: number; others: number }
  /** It alone carries the answer over the next bar. */
  | { kind: "crosses"; level: Level }
  /** Percent of all points that can be won by it, rounded to a tenth. */
  | { kind: "heaviest"; percent: number }
  /** Expected above the attempt's level only. */
  | { kind: "above_level"; level: Level };

/** One of the things to do next. `criteria`: ids, the most important first. */
export type NextStep =
  | {
      kind: "retry" | "drill";
      section: SectionId;
      criteria: string[];
      reason: StepReason;
      /** Slugs of topic pages. */
      pages: string[];
      /** Whether the minutes hold reading the first of the pages. */
      isReadFirst: boolean;
      minutes: number;
    }
  | { kind: "solution"; minutes: number }
  | { kind: "problem"; problem: NextProblem; minutes: number };

type Practice = Extract<NextStep, { section: SectionId }>;

const MOST_STEPS = 3;
/** With points among them, which take ten minutes each. */
const MOST_WITH_POINTS = 4;
const MOST_IN_A_DRILL = 3;
const MOST_PAGES = 2;
/** `drill`: the longest; each has its own clock. */
const MINUTES = { drill: 10, rewrite: 10, retry: 20, reading: 10, all: 40 };
/** A section is far below the others from this many percent down, and this many below theirs. */
const WEAK = { percent: 40, gap: 30 };
const SHARES: Record<Verdict, number> = { met: 1, partial: 0.5, not_met: 0, cannot_assess: 0 };

/**
 * At most the next forty minutes of a candidate: a few things, the most worthwhile first. What the debrief says
 * to fix comes before all else, by its danger. Then a section of which nothing is there, or one far below the others; then what alone crosses the next
 * bar; then what wins most of what is expected at the attempt's level; then what is expected above it.
 * No two are about the same: criteria of one section with a topic in common are practised together.
 * Time that is left goes to reading. Pure; the order of the criteria given doesn't matter.
 * @param problem the one to take next; looked at only where `isAllMet`
 */
export function chooseNextSteps(work: StepWork, problem: NextProblem | null): NextStep[] {
  const counted = work.criteria.filter(counts);
  const expected = listExpected(work);
  const missed = counted.filter(({ verdict, isCurveball }) => verdict !== "met" && !isCurveball);
  if (isAllMet(work) && work.points.length === 0) return goOn(missed, work.level, problem);
  const steps: NextStep[] = fixFirst(work.points, missed);
  const most = steps.length === 0 ? MOST_STEPS : MOST_WITH_POINTS;
  const weak = findWeakSection(expected, work.emptySections);
  if (weak !== null && steps.length < most && !isRewritten(weak.section, steps)) {
    if (spareOf(steps) >= MINUTES.retry) steps.push(retry(weak, missed));
  }
  const total = sumWeights(counted);
  for (const seed of rankSeeds(missed, work)) {
    if (steps.length >= most || spareOf(steps) < MINUTES.drill) break;
    if (steps.some((step) => isAbout(step, seed, missed))) continue;
    steps.push(drill(seed, missed, sayReason(seed, work, total)));
  }
  if (steps.length < most && spareOf(steps) >= MINUTES.reading) {
    steps.push({ kind: "solution", minutes: MINUTES.reading });
  }
  return fillWithReading(steps);
}

/** As many of the points' steps as there is time for. */
function fixFirst(points: readonly StepPoint[], missed: readonly StepCriterion[]): Practice[] {
  return choosePointSteps(points, missed, MOST_IN_A_DRILL)
    .slice(0, MOST_WITH_POINTS)
    .map(toPractice);
}

function toPractice({ kind, section, criteria, points }: PointStep): Practice {
  return {
    kind,
    section,
    reason: { kind: "points", points },
    criteria: criteria.map(({ id }) => id),
    pages: listPages(criteria),
    isReadFirst: false,
    minutes: kind === "drill" ? drillMinutes(criteria.length) : MINUTES.rewrite,
  };
}

function isRewritten(section: SectionId, steps: readonly NextStep[]): boolean {
  return steps.some((step) => step.kind === "retry" && step.section === section);
}

/** Whether everything is met that is expected at the attempt's level. */
export function isAllMet(work: StepWork): boolean {
  return listExpected(work).every(({ verdict }) => verdict === "met");
}

function listExpected({ criteria, level }: StepWork): StepCriterion[] {
  const rank = LEVELS.indexOf(level);
  return criteria.filter((one) => counts(one) && LEVELS.indexOf(one.level) <= rank);
}

function counts({ verdict, isExcluded, weight }: StepCriterion): boolean {
  return !isExcluded && verdict !== "cannot_assess" && weight > 0;
}

/** For somebody who missed nothing that is expected of them. */
function goOn(
  missed: readonly StepCriterion[],
  level: Level,
  problem: NextProblem | null,
): NextStep[] {
  const [first] = [...missed].sort(byGain);
  const above: NextStep[] = first
    ? [drill(first, missed, { kind: "above_level", level: first.level })]
    : level === "staff"
      ? []
      : [{ kind: "solution", minutes: MINUTES.reading }];
  if (problem === null) {
    return first ? [...above, { kind: "solution", minutes: MINUTES.reading }] : above;
  }
  return [...above, { kind: "problem", problem, minutes: problem.minutes }];
}

/** What alone crosses the next bar, then what is expected, then the rest; each by what it wins. */
function rankSeeds(missed: readonly StepCriterion[], work: StepWork): StepCriterion[] {
  const rank = LEVELS.indexOf(work.level);
  const place = (one: StepCriterion): number =>
    crosses(one, work) ? 0 : LEVELS.indexOf(one.level) <= rank ? 1 : 2;
  return [...missed].sort((a, b) => place(a) - place(b) || byGain(a, b));
}

function crosses({ id }: StepCriterion, { nextBar }: StepWork): boolean {
  return nextBar?.separates.length === 1 && nextBar.separates[0] === id;
}

function sayReason(seed: StepCriterion, work: StepWork, total: number): StepReason {
  if (crosses(seed, work) && work.nextBar) return { kind: "crosses", level: work.nextBar.level };
  if (LEVELS.indexOf(seed.level) > LEVELS.indexOf(work.level)) {
    return { kind: "above_level", level: seed.level };
  }
  return { kind: "heaviest", percent: Math.round((1000 * gainOf(seed)) / total) / 10 };
}

type WeakSection = { section: SectionId; reason: StepReason };

/** Of sections without anything the heaviest; else the one that is furthest below, if one is far. */
function findWeakSection(
  expected: readonly StepCriterion[],
  emptySections: readonly SectionId[],
): WeakSection | null {
  const sections = SECTION_IDS.flatMap((section) => {
    const own = expected.filter((criterion) => criterion.section === section);
    const rest = expected.filter((criterion) => criterion.section !== section);
    // What can't be practised is no reason to retry.
    if (!own.some(({ verdict, isCurveball }) => verdict !== "met" && !isCurveball)) return [];
    return [{ section, weight: sumWeights(own), percent: percentOf(own), others: percentOf(rest) }];
  });
  const [nothing] = sections
    .filter(({ percent }) => percent === 0)
    .sort((a, b) => b.weight - a.weight);
  if (nothing) {
    // Where nothing is there at all, the first section: everything else builds on it.
    const { section } = nothing.others === 0 ? (sections[0] ?? nothing) : nothing;
    return { section, reason: { kind: emptySections.includes(section) ? "empty" : "nothing" } };
  }
  const [lowest] = sections
    .filter(({ percent, others }) => percent <= WEAK.percent && others - percent >= WEAK.gap)
    .sort((a, b) => b.others - b.percent - (a.others - a.percent) || b.weight - a.weight);
  if (!lowest) return null;
  const { section, percent, others } = lowest;
  return {
    section,
    reason: { kind: "far_below", percent: Math.round(percent), others: Math.round(others) },
  };
}

function retry({ section, reason }: WeakSection, missed: readonly StepCriterion[]): Practice {
  const own = missed.filter((criterion) => criterion.section === section).sort(byGain);
  return {
    kind: "retry",
    section,
    reason,
    criteria: own.slice(0, MOST_IN_A_DRILL).map(({ id }) => id),
    pages: listPages(own),
    isReadFirst: false,
    minutes: MINUTES.retry,
  };
}

function drill(
  seed: StepCriterion,
  missed: readonly StepCriterion[],
  reason: StepReason,
): Practice {
  const together = [
    seed,
    ...missed.filter((one) => one !== seed && isAlike(one, seed)).sort(byGain),
  ]
    // What is expected above the level of the first would make the drill harder than its reason.
    .filter(({ level }) => LEVELS.indexOf(level) <= LEVELS.indexOf(seed.level))
    .slice(0, MOST_IN_A_DRILL);
  return {
    kind: "drill",
    section: seed.section,
    reason,
    criteria: together.map(({ id }) => id),
    pages: listPages(together),
    isReadFirst: false,
    minutes: drillMinutes(together.length),
  };
}

function isAlike(a: StepCriterion, b: StepCriterion): boolean {
  return a.section === b.section && a.topics.some((topic) => b.topics.includes(topic));
}

/** Whether a step practises a criterion already, or one that belongs with it. */
function isAbout(step: NextStep, seed: StepCriterion, missed: readonly StepCriterion[]): boolean {
  if (step.kind !== "retry" && step.kind !== "drill") return false;
  // A rewrite for a point is about that point, not about all of its section.
  if (step.kind === "retry") {
    return step.reason.kind !== "points" && step.section === seed.section;
  }
  return missed.some(
    (one) => step.criteria.includes(one.id) && (one === seed || isAlike(one, seed)),
  );
}

/** Reading before a drill, as long as there is time for it. */
function fillWithReading(steps: readonly NextStep[]): NextStep[] {
  let spare = spareOf(steps);
  return steps.map((step) => {
    if (step.kind !== "drill" || step.pages.length === 0 || spare < MINUTES.reading) return step;
    spare -= MINUTES.reading;
    return { ...step, isReadFirst: true, minutes: step.minutes + MINUTES.reading };
  });
}

function spareOf(steps: readonly NextStep[]): number {
  return MINUTES.all - sumMinutes(steps);
}

export function sumMinutes(steps: readonly NextStep[]): number {
  return steps.reduce((sum, { minutes }) => sum + minutes, 0);
}

function listPages(criteria: readonly StepCriterion[]): string[] {
  return [...new Set(criteria.flatMap(({ pages }) => pages))].slice(0, MOST_PAGES);
}

function gainOf({ weight, verdict }: StepCriterion): number {
  return weight * (1 - SHARES[verdict]);
}

/** What wins most first; among equals what is expected earliest. */
function byGain(a: StepCriterion, b: StepCriterion): number {
  return (
    gainOf(b) - gainOf(a) ||
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    (a.id < b.id ? -1 : 1)
  );
}

function sumWeights(criteria: readonly StepCriterion[]): number {
  return criteria.reduce((sum, { weight }) => sum + weight, 0);
}

function percentOf(criteria: readonly StepCriterion[]): number {
  const weight = sumWeights(criteria);
  if (weight === 0) return 0;
  const won = criteria.reduce((sum, one) => sum + one.weight * SHARES[one.verdict], 0);
  return (100 * won) / weight;
}

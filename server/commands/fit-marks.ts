import { scoreBy } from "../grading/score-by";
import { listAsked } from "#domain/rubrics/bars";
import type { Asked } from "#domain/rubrics/bars";
import type { Verdict } from "#domain/grading/verdicts";
import { LEVELS } from "#domain/problems/scale";
import type { Lens, Level } from "#domain/problems/scale";
import type { Band } from "#domain/problems/calibration.schema";
import type { ContentFile } from "../content/read-content";

/**
 * Overall marks of 100 at which a level begins, as the readers who mark are told: a borderline senior
 * gets 65 to 70, a strong answer of staff depth 90.
 */
const MARK_OF_LEVEL: Record<Level, number> = { mid: 40, senior: 67, staff: 87 };

/** Points of 100. */
const MIN_GAP_TO_STRONG = 8;
const MAX_GAP_OF_STRONG = 8;
/** An answer with so many points has no headroom left. */
export const CEILING = 97;

export type FittedAnswer = {
  name: string;
  band: Band;
  /** What the labels are worth: the grade of a reader who is never wrong. */
  points: number;
  /** Mean of the blind marks; null where nobody marked it. */
  mark: number | null;
  /** By points and, of staff, by the staff criteria; null below mid. */
  level: Level | null;
};

export type Fit = {
  slug: string;
  answers: FittedAnswer[];
  /** Points of 100; of staff beside its share of the staff criteria. */
  bars: readonly Asked[];
  /** Points at the marks where levels begin, between the answers on either side; null without marks. */
  proposed: Record<Level, number> | null;
  /** What the rubric doesn't do, in words. */
  misses: string[];
};

/**
 * Sets the blind marks of a problem's calibration answers against the points that their labels are
 * worth. Where a criterion has two defensible labels the first counts.
 */
export function fitMarks(content: ContentFile, lens: Lens): Fit {
  const { slug, rubric, calibration } = content;
  const bars = listAsked(rubric.bars);
  const answers = calibration.map(({ name, head }): FittedAnswer => {
    const labels = Object.entries(head.expected).map(([id, label]): [string, Verdict] => [
      id,
      [label].flat()[0] ?? "not_met",
    ]);
    const { total, barsReached } = scoreBy(rubric, new Map(labels), lens);
    const level = bars[barsReached - 1]?.level ?? null;
    return { name, band: head.band, points: total, mark: meanOf(head.marks ?? []), level };
  });
  answers.sort((a, b) => b.points - a.points);
  return {
    slug,
    answers,
    bars,
    proposed: proposeBars(answers),
    misses: listMisses(answers, rubric.bars.senior),
  };
}

/** Marks from which an answer should be staff, and below which a strong one rarely should. */
const SURELY_STAFF = 90;
const RARELY_STAFF = 80;

/** How staff fits the marks, in a sentence each. */
export function sayStaff(answers: readonly FittedAnswer[]): string[] {
  const count = (of: readonly FittedAnswer[]): string =>
    `${of.filter(({ level }) => level === "staff").length} of ${of.length}`;
  const high = answers.filter(({ mark }) => mark !== null && mark >= SURELY_STAFF);
  const low = answers.filter(
    ({ band, mark }) => band === "strong" && mark !== null && mark < RARELY_STAFF,
  );
  return [
    `${count(high)} answers marked ${SURELY_STAFF} or more are staff.`,
    `${count(low)} strong answers marked below ${RARELY_STAFF} are staff.`,
  ];
}

function meanOf(marks: readonly number[]): number | null {
  if (marks.length === 0) return null;
  return marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
}

function proposeBars(answers: readonly FittedAnswer[]): Record<Level, number> | null {
  const marked = answers
    .flatMap(({ points, mark }) => (mark === null ? [] : [{ points, mark }]))
    .sort((a, b) => a.mark - b.mark);
  if (marked.length < 3) return null;
  const bars = LEVELS.map((level) => [level, Math.round(pointsAt(marked, MARK_OF_LEVEL[level]))]);
  return Object.fromEntries(bars) as Record<Level, number>;
}

/** Linear between the answers on either side; beyond the last ones, theirs. */
function pointsAt(marked: readonly { points: number; mark: number }[], mark: number): number {
  const above = marked.findIndex((one) => one.mark >= mark);
  const [low, high] = [marked[above - 1], marked[above]];
  if (!high) return marked.at(-1)?.points ?? 0;
  if (!low) return high.points;
  const share = (mark - low.mark) / (high.mark - low.mark);
  return low.points + share * (high.points - low.points);
}

function listMisses(answers: readonly FittedAnswer[], senior: number): string[] {
  const of = (band: Band) => answers.filter((answer) => answer.band === band);
  const misses = of("middling")
    .filter(({ points }) => points >= senior)
    .map(({ name, points }) => `${name} passes the senior bar with ${points.toFixed(1)}`);
  const strong = of("strong").map(({ points }) => points);
  const apart = Math.max(...strong) - Math.min(...strong);
  if (apart > MAX_GAP_OF_STRONG) misses.push(`strong answers lie ${apart.toFixed(1)} points apart`);
  for (const { name, points, level } of of("good")) {
    if (level === "staff") misses.push(`${name} is staff`);
    const gap = Math.max(...strong) - points;
    if (gap < MIN_GAP_TO_STRONG) misses.push(`${name} is ${gap.toFixed(1)} below the best`);
  }
  return misses;
}

import type { SectionId } from "#domain/problems/scale";
import { isAboveHold } from "#domain/grading/holds";
import type { TopicLink } from "#server/study/list-topic-links";
import { chooseNextSteps, isAllMet } from "./next-steps";
import type { NextProblem, NextStep } from "./next-steps";
import { sayReason } from "./next-words";
import type { PointView } from "./debrief-view";
import type { CriterionView } from "./report-view";
import { verdictOf } from "./standing-view";
import type { StandingView } from "./standing-view";
import { findNextBar } from "./words";
import type { HoldView } from "./words";

/** One of the next things, ready to be shown. */
export type StepView =
  | {
      kind: "retry" | "drill";
      section: SectionId;
      /** The points of the debrief that it is for; of another step none. */
      points: { number: number; headline: string }[];
      /** Why, where no point says it. */
      why: string;
      /** What to do at once; what the first of the criteria would have said in its note. */
      now: string;
      /** Of a rewrite for a point: the words to rewrite. */
      quote: string | null;
      criteria: string[];
      pages: TopicLink[];
      isReadFirst: boolean;
      minutes: number;
    }
  | { kind: "solution"; minutes: number }
  | { kind: "problem"; problem: NextProblem; minutes: number };

export type NextView = { steps: StepView[]; isEstimate: boolean; minutes: number };

/**
 * What to do next with a report. Null where there is nothing to go by: an answer that couldn't be read.
 * @param problem the one to take next, asked for only where nothing was missed
 */
export async function viewNextSteps(
  view: StandingView,
  findProblem: () => Promise<NextProblem | null>,
): Promise<NextView | null> {
  const { head, sections, grade, debrief } = view;
  if (head.kind === "unreadable") return null;
  const criteria = sections.flatMap(({ besideText, below }) => [...besideText, ...below]);
  const bar = head.kind === "grade" ? findNextBar(head.bars) : null;
  const holds = head.kind === "grade" ? head.holds : [];
  const work = {
    criteria: criteria.map(toStepCriterion),
    level: grade.level,
    emptySections: sections.filter(({ text }) => text.trim() === "").map(({ section }) => section),
    // No criterion carries an answer over a bar that a point holds it below.
    nextBar:
      bar === null || (holds.length > 0 && isAboveHold(bar.level))
        ? null
        : { level: bar.level, separates: bar.separates },
    points: debrief?.kind === "made" ? holdingFirst(debrief.points, holds) : [],
  };
  const steps = chooseNextSteps(work, isAllMet(work) ? await findProblem() : null);
  const isEstimate = head.kind === "estimate";
  const byId = new Map(criteria.map((criterion) => [criterion.id, criterion]));
  return {
    steps: steps.map((step) => viewStep(step, byId, { isEstimate, points: work.points })),
    isEstimate,
    minutes: steps.reduce((sum, { minutes }) => sum + minutes, 0),
  };
}

function holdingFirst(points: readonly PointView[], holds: readonly HoldView[]): PointView[] {
  const isHolding = ({ id }: PointView): boolean => holds.some((hold) => hold.id === id);
  return [...points.filter(isHolding), ...points.filter((point) => !isHolding(point))];
}

function toStepCriterion(criterion: CriterionView) {
  const { id, section, level, weight, excluded, isCurveball, topics } = criterion;
  return {
    id,
    section,
    level,
    weight,
    isCurveball,
    verdict: verdictOf(criterion),
    isExcluded: excluded !== null,
    topics: topics.map(({ slug }) => slug),
    pages: topics.filter(({ hasPage }) => hasPage).map(({ slug }) => slug),
  };
}

function viewStep(
  step: NextStep,
  byId: ReadonlyMap<string, CriterionView>,
  of: { isEstimate: boolean; points: readonly PointView[] },
): StepView {
  if (step.kind === "solution" || step.kind === "problem") return step;
  const { kind, section, reason, criteria, isReadFirst, minutes } = step;
  const practised = criteria.flatMap((id) => byId.get(id) ?? []);
  const [first] = practised;
  const topics = practised.flatMap((criterion) => criterion.topics);
  const points =
    reason.kind === "points"
      ? of.points.filter(({ number }) => reason.points.includes(number))
      : [];
  return {
    kind,
    section,
    points: points.map(({ number, headline }) => ({ number, headline })),
    why: reason.kind === "points" ? "" : sayReason(section, reason, { isEstimate: of.isEstimate }),
    now: first?.advice ?? "",
    quote: kind === "retry" ? findQuote(points, section) : null,
    criteria,
    pages: step.pages.flatMap((slug) => topics.find((topic) => topic.slug === slug) ?? []),
    isReadFirst,
    minutes,
  };
}

/** The words that a rewrite begins with: of its section, or else those that the point rests on. */
function findQuote(points: readonly PointView[], section: SectionId): string | null {
  const quoted = points
    .flatMap(({ places }) => places)
    .flatMap((place) => (place.kind === "text" ? [place] : []));
  const found = quoted.find((place) => place.section === section) ?? quoted[0];
  return found?.quote ?? null;
}

/** The step that says a criterion's next step already, by its id. Steps count from 1. */
export function listPlanned(next: NextView | null | undefined): Record<string, number> {
  const planned = (next?.steps ?? []).flatMap((step, index) => {
    const [first] = "criteria" in step && step.now !== "" ? step.criteria : [];
    return first === undefined ? [] : [[first, index + 1] as const];
  });
  return Object.fromEntries(planned);
}

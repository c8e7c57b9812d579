import { SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { TopicLink } from "#server/study/list-topic-links";
import { chooseNextSteps, isAllMet } from "./next-steps";
import type { NextProblem, NextStep } from "./next-steps";
import { sayReason } from "./next-words";
import type { CriterionView } from "./report-view";
import { verdictOf } from "./standing-view";
import type { StandingView } from "./standing-view";
import { findNextBar } from "./words";

/** One of the next things, ready to be shown. */
export type StepView =
  | {
      kind: "retry" | "drill";
      /** Of what, in words. */
      title: string;
      why: string;
      /** What to do at once. */
      now: string;
      section: SectionId;
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
  const { head, sections, grade } = view;
  if (head.kind === "unreadable") return null;
  const criteria = sections.flatMap(({ besideText, below }) => [...besideText, ...below]);
  const bar = head.kind === "grade" ? findNextBar(head.bars) : null;
  const work = {
    criteria: criteria.map(toStepCriterion),
    level: grade.level,
    emptySections: sections.filter(({ text }) => text.trim() === "").map(({ section }) => section),
    nextBar: bar && { level: bar.level, separates: bar.separates },
  };
  const steps = chooseNextSteps(work, isAllMet(work) ? await findProblem() : null);
  const isEstimate = head.kind === "estimate";
  const byId = new Map(criteria.map((criterion) => [criterion.id, criterion]));
  return {
    steps: steps.map((step) => viewStep(step, byId, isEstimate)),
    isEstimate,
    minutes: steps.reduce((sum, { minutes }) => sum + minutes, 0),
  };
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
  isEstimate: boolean,
): StepView {
  if (step.kind === "solution" || step.kind === "problem") return step;
  const { kind, section, reason, criteria, isReadFirst, minutes } = step;
  const practised = criteria.flatMap((id) => byId.get(id) ?? []);
  const [first] = practised;
  const topics = practised.flatMap((criterion) => criterion.topics);
  return {
    kind,
    title: kind === "retry" ? SECTION_TITLES[section] : (first?.text ?? ""),
    why: sayReason(section, reason, { isEstimate }),
    now: first?.advice ?? "",
    section,
    criteria,
    pages: step.pages.flatMap((slug) => topics.find((topic) => topic.slug === slug) ?? []),
    isReadFirst,
    minutes,
  };
}

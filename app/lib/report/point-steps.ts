import type { SectionId } from "#domain/problems/scale";
import type { StepCriterion } from "./next-steps";

/** A point of the debrief as far as the choice of what to do next goes. */
export type StepPoint = {
  /** From 1; a lower one is more dangerous. */
  number: number;
  section: SectionId;
  criterionIds: readonly string[];
};

/** What the points of a debrief ask for: a drill of its open criteria, or else a rewrite of its section. */
export type PointStep = {
  kind: "drill" | "retry";
  section: SectionId;
  /** Of a drill: those it is of, of one section. */
  criteria: StepCriterion[];
  /** Numbers of the points it is for. */
  points: number[];
};

/**
 * A step for each point, the most dangerous first. Points that ask for the same drill, or to rewrite the
 * same section, share one.
 * @param open what can be practised
 * @param most criteria of one drill
 */
export function choosePointSteps(
  points: readonly StepPoint[],
  open: readonly StepCriterion[],
  most: number,
): PointStep[] {
  const steps: PointStep[] = [];
  for (const point of points) {
    const borne = open.filter(({ id }) => point.criterionIds.includes(id));
    const section = borne.some((one) => one.section === point.section)
      ? point.section
      : (borne[0]?.section ?? point.section);
    const criteria = borne.filter((one) => one.section === section).slice(0, most);
    const same = steps.find((step) =>
      criteria.length === 0
        ? step.kind === "retry" && step.section === section
        : step.criteria.some((one) => criteria.includes(one)),
    );
    if (same) same.points.push(point.number);
    else {
      const kind = criteria.length === 0 ? "retry" : "drill";
      steps.push({ kind, section, criteria, points: [point.number] });
    }
  }
  return steps;
}

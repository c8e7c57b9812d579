import type { CriterionGrade } from "./grade.schema";

/**
 * A judged criterion once points of the debrief were struck: where all of those that lowered its verdict
 * are, what it was without them.
 */
export function withoutStruck<One extends Pick<CriterionGrade, "verdict" | "lowered">>(
  criterion: One,
  struck: ReadonlySet<string>,
): One {
  const { lowered } = criterion;
  if (!lowered?.pointIds.every((id) => struck.has(id))) return criterion;
  return { ...criterion, ...lowered.without };
}

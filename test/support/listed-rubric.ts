import { readLists } from "#server/judges/offline/read-lists";
import type { CriterionLists } from "#server/judges/offline/lists.schema";
import type { ListsOf } from "#server/judges/offline/read-lists";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";

export type ListedCriterion = Criterion & CriterionLists;
export type ListedRubric = Omit<Rubric, "criteria" | "curveball"> & {
  criteria: ListedCriterion[];
  curveball?: ListedCriterion[] | undefined;
};

/** A rubric that carries the offline judge's lists in its criteria, as stored ones once did. */
export function withLists(rubric: Rubric, lists: ListsOf = readLists(rubric)): ListedRubric {
  const add = (criterion: Criterion): ListedCriterion => {
    const { signals, verifier } = lists.get(criterion.id) ?? {};
    return { ...criterion, ...(signals && { signals }), ...(verifier && { verifier }) };
  };
  return {
    ...rubric,
    criteria: rubric.criteria.map(add),
    ...(rubric.curveball && { curveball: rubric.curveball.map(add) }),
  };
}

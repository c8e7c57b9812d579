import type { NumberKind } from "../../rubrics/rubric.schema";
import type { Criterion, Rubric, SignalGroup } from "../../rubrics/rubric.schema";
import type { SectionId } from "../../problems/scale";
import { compilePhrase, type Phrase } from "../../text/phrases";

/** One concept, ready to be looked for. */
export type CompiledGroup =
  { kind: "phrases"; phrases: Phrase[] } | { kind: "number"; number: NumberKind };

/** A criterion's signals, ready to be looked for. */
export type CompiledCriterion = {
  criterion: Criterion;
  met: CompiledGroup[];
  partial: CompiledGroup[] | null;
  against: Phrase[];
  window: number;
  /** Where to look, the criterion's own section first. */
  sections: SectionId[];
};

const compiledByRubric = new WeakMap<Rubric, Map<string, CompiledCriterion>>();

/** The criteria of a rubric that have signals, by id; compiled once a rubric object. */
export function compileRubric(rubric: Rubric): Map<string, CompiledCriterion> {
  const known = compiledByRubric.get(rubric);
  if (known) return known;
  const compiled = new Map<string, CompiledCriterion>();
  for (const criterion of rubric.criteria) {
    const entry = compileCriterion(criterion);
    if (entry) compiled.set(criterion.id, entry);
  }
  compiledByRubric.set(rubric, compiled);
  return compiled;
}

function compileCriterion(criterion: Criterion): CompiledCriterion | null {
  const { signals } = criterion;
  if (!signals) return null;
  return {
    criterion,
    met: signals.met.map(compileGroup),
    partial: signals.partial?.map(compileGroup) ?? null,
    against: (signals.against ?? []).map(compilePhrase),
    window: signals.window,
    sections: [...new Set([criterion.section, ...(signals.also ?? [])])],
  };
}

function compileGroup(group: SignalGroup): CompiledGroup {
  return Array.isArray(group)
    ? { kind: "phrases", phrases: group.map(compilePhrase) }
    : { kind: "number", number: group.number };
}

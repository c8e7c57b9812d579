import type { Criterion } from "#domain/rubrics/rubric.schema";
import type { PlantedText } from "./gold.schema";
import type { State } from "./plan-states";

export const LABELS = ["not_met", "partial", "met"] as const;
export type Label = (typeof LABELS)[number];

export type Planted = {
  criterion: Criterion;
  state: State;
  /** null when the state has no words: absent, or in the drawing only. */
  words: PlantedText | null;
  /** Lines of the outline that show it. */
  drawn: string[];
};
export type Labelled = Planted & { label: Label | null };

/**
 * The verdict each criterion should get, by construction. `null` where that is not certain: another
 * criterion's words touch it, or a drawing made for another one may show it as well. What is planted
 * stays met whatever touches it, unless that speaks against something.
 */
export function labelPlanted(all: readonly Planted[]): Labelled[] {
  return all.map((planted) => {
    const own = labelOf(planted.state);
    const others = all.filter((other) => other !== planted);
    return { ...planted, label: isClear(planted, own, others) ? own : null };
  });
}

function labelOf(state: State): Label {
  if (state === "met" || state === "paraphrased" || state === "drawn") return "met";
  return state === "partial" ? "partial" : "not_met";
}

function isClear({ criterion }: Planted, own: Label, others: readonly Planted[]): boolean {
  const touching = others.filter(({ words }) => words?.touches.includes(criterion.id));
  if (touching.some(({ state }) => state === "contradicted")) return false;
  if (own === "met") return true;
  const isDrawable = criterion.evidence.includes("diagram");
  return touching.length === 0 && !(isDrawable && others.some(({ drawn }) => drawn.length > 0));
}

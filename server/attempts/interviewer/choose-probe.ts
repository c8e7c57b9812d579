import { LEVELS } from "#domain/problems/scale";
import type { Lens, Level, SectionId } from "#domain/problems/scale";
import { weightOf } from "#domain/rubrics/rubric.schema";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";

export type Round = {
  section: SectionId;
  level: Level;
  lens: Lens;
  /** Ids of the criteria that were asked about before. */
  asked: readonly string[];
};

/**
 * The criteria of a section that the interviewer may still ask about, those first that weigh most at
 * the attempt's level; what is expected of higher levels only comes after. The curveball's are not
 * among them: asking would announce it.
 */
export function listProbable(rubric: Rubric, round: Round): Criterion[] {
  const { section, level, lens, asked } = round;
  const isAbove = (criterion: Criterion): boolean =>
    LEVELS.indexOf(criterion.level) > LEVELS.indexOf(level);
  return rubric.criteria
    .filter((one) => one.section === section && !asked.includes(one.id) && one.probes?.length)
    .sort(
      (a, b) => Number(isAbove(a)) - Number(isAbove(b)) || weightOf(b, lens) - weightOf(a, lens),
    );
}

/**
 * What to ask next: the first that the answer doesn't show yet.
 * @param shown ids of criteria that were found in the work so far; none where nothing can tell
 * @returns null where nothing is left to ask
 */
export function chooseProbe(
  rubric: Rubric,
  round: Round,
  shown: ReadonlySet<string>,
): Criterion | null {
  return listProbable(rubric, round).find(({ id }) => !shown.has(id)) ?? null;
}

/** The question as the rubric's author wrote it. */
export function authoredProbe({ id, probes }: Pick<Criterion, "id" | "probes">): string {
  const [first] = probes ?? [];
  if (first === undefined) throw new Error(`criterion ${id} has no probe`);
  return first;
}

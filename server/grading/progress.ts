import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { Criterion } from "#domain/rubrics/rubric.schema";

/** Of the `of` criteria of a section, `done` have their final verdict. */
export type GradingProgress = { section: SectionId; done: number; of: number };

/**
 * Counts criteria as they are decided and tells after each batch where their sections stand; tells
 * where all stand at the start.
 */
export function trackProgress(
  criteria: readonly Criterion[],
  tell: (event: GradingProgress) => void = () => undefined,
): (decided: readonly Criterion[]) => void {
  const counts = new Map<SectionId, GradingProgress>();
  for (const section of SECTION_IDS) {
    const of = criteria.filter((criterion) => criterion.section === section).length;
    if (of === 0) continue;
    counts.set(section, { section, done: 0, of });
    tell({ section, done: 0, of });
  }
  return (decided) => {
    for (const [section, count] of counts) {
      const more = decided.filter((criterion) => criterion.section === section).length;
      if (more === 0) continue;
      count.done += more;
      tell({ ...count });
    }
  };
}

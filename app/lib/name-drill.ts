import { SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";

/** What a drill is called in headings, or a taster. */
export function nameDrill(drill: { section: SectionId; isTaster?: boolean }): string {
  return `${drill.isTaster ? "One question" : "Drill"}: ${SECTION_TITLES[drill.section]}`;
}

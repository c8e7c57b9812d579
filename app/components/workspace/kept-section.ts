import { SECTION_IDS, type SectionId } from "#domain/problems/scale";
import { createKeptList } from "~/lib/kept-list";

type Kept = [attemptId: string, section: SectionId];

const sections = createKeptList("room-sections", isKept);

/** The section that was last open in an attempt's room, as this browser kept it. */
export function readSection(attemptId: string): SectionId | null {
  return sections.find(attemptId)?.[1] ?? null;
}

/** Keeps it; in a browser that stores nothing a room opens at its first section. */
export function keepSection(attemptId: string, section: SectionId): void {
  sections.keep([attemptId, section]);
}

function isKept(value: unknown): value is Kept {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [id, section] = value as unknown[];
  return typeof id === "string" && SECTION_IDS.some((one) => one === section);
}

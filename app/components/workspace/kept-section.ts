import { SECTION_IDS, type SectionId } from "#domain/problems/scale";

const KEY = "room-sections";
/** More attempts than one has under way; the least recently written goes. */
const MAX_ATTEMPTS = 30;

type Kept = [attemptId: string, section: SectionId];

/** The section that was last open in an attempt's room, as this browser kept it. */
export function readSection(attemptId: string): SectionId | null {
  return readAll().find(([id]) => id === attemptId)?.[1] ?? null;
}

/** Keeps it; in a browser that stores nothing a room opens at its first section. */
export function keepSection(attemptId: string, section: SectionId): void {
  const kept: Kept[] = [[attemptId, section], ...readAll().filter(([id]) => id !== attemptId)];
  try {
    localStorage.setItem(KEY, JSON.stringify(kept.slice(0, MAX_ATTEMPTS)));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function readAll(): Kept[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isKept) : [];
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return [];
    throw error;
  }
}

function isKept(value: unknown): value is Kept {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [id, section] = value as unknown[];
  return typeof id === "string" && SECTION_IDS.some((one) => one === section);
}

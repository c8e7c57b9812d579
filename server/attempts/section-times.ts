import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";

/** A save as far as time goes: when it came, and what it changed. */
export type TimedSave = { at: Date; sections: readonly SectionId[]; isDrawn: boolean };

/** Milliseconds of an attempt by what was worked on. They add up to its whole length. */
export type SectionTimes = {
  sections: Record<SectionId, number>;
  drawing: number;
  /** Nothing was saved: reading, thinking, or away. */
  quiet: number;
};

/** Of a longer silence before a save only this much is taken for work on what it changed. */
const LONGEST_PAUSE_MS = 120_000;

/**
 * Shares the time of an attempt out among its sections: the time before each save goes to what that
 * save changed, in equal parts where it changed several. Saves before the start or after the end
 * count for nothing.
 * @param saves oldest first
 */
export function shareTime(
  saves: readonly TimedSave[],
  { startedAt, endedAt }: { startedAt: Date; endedAt: Date },
): SectionTimes {
  const sections = Object.fromEntries(SECTION_IDS.map((id) => [id, 0])) as SectionTimes["sections"];
  const times: SectionTimes = { sections, drawing: 0, quiet: 0 };
  const end = Math.max(startedAt.getTime(), endedAt.getTime());
  let last = startedAt.getTime();
  for (const { at, sections: changed, isDrawn } of saves) {
    const now = Math.min(Math.max(at.getTime(), last), end);
    const parts = changed.length + (isDrawn ? 1 : 0);
    if (parts === 0) continue;
    const worked = Math.min(now - last, LONGEST_PAUSE_MS);
    for (const section of changed) times.sections[section] += worked / parts;
    if (isDrawn) times.drawing += worked / parts;
    times.quiet += now - last - worked;
    last = now;
  }
  times.quiet += end - last;
  return times;
}

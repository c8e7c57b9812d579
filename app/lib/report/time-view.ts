import type { SpentTime } from "#server/attempts/get-section-times";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";

/** Whole minutes of each section beside its plan; `plan` is null in an untimed attempt. */
export type TimeView = {
  rows: { section: SectionId; title: string; spent: number; plan: number | null }[];
  drawing: number;
  quiet: number;
  isWhole: boolean;
};

const MINUTE_MS = 60_000;

/**
 * Null where nothing is known, or nothing took a minute.
 * @param shares of the clock by section, summing to 1
 */
export function viewTimes(
  spent: SpentTime | null,
  shares: Record<SectionId, number>,
  minutes: number | null,
): TimeView | null {
  if (spent === null) return null;
  const toMinutes = (ms: number): number => Math.round(ms / MINUTE_MS);
  const drawing = toMinutes(spent.drawing);
  const rows = SECTION_IDS.map((section) => ({
    section,
    title: SECTION_TITLES[section],
    spent: toMinutes(spent.sections[section]),
    plan: minutes === null ? null : Math.round(shares[section] * minutes),
  }));
  // An attempt of a minute tells nothing.
  if (drawing === 0 && rows.every(({ spent: own }) => own === 0)) return null;
  return { rows, drawing, quiet: toMinutes(spent.quiet), isWhole: spent.isWhole };
}

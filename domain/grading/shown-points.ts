import type { Grade } from "./grade.schema";
import { HAIR, toWholeTotal } from "./whole-total";

/** Stored points are exact; what people read are whole points that add up. */
type SectionScore = Grade["sections"][number];

/**
 * The sections with points of 100 over all that was assessed. Points and what was possible are whole,
 * by largest remainder: they add up to the shown total before caps, and to 100. No section has more
 * than it could, and one with all of its points shows all of them where the total leaves room.
 * @param sections as stored, in points of the weights
 * @param uncappedTotal as stored
 */
export function toShownSections(
  sections: readonly SectionScore[],
  uncappedTotal: number,
): SectionScore[] {
  const all = sections.reduce((sum, { possible }) => sum + possible, 0);
  if (all <= 0) return sections.map((section) => ({ ...section, points: 0, possible: 0 }));
  const scale = 100 / all;
  const possible = apportion(
    sections.map((section) => ({ exact: section.possible * scale, most: 100 })),
    100,
  );
  const earned = sections.map(({ points }, index) => ({
    exact: points * scale,
    most: possible[index] ?? 0,
  }));
  const points = fillWhole(sections, earned, toWholeTotal(uncappedTotal));
  return sections.map((section, index) => ({
    ...section,
    points: points[index] ?? 0,
    possible: possible[index] ?? 0,
  }));
}

type Part = { exact: number; most: number };

/** Sections that have all of theirs keep it, and the others share the rest; where that can't be, all share. */
function fillWhole(
  sections: readonly SectionScore[],
  parts: readonly Part[],
  total: number,
): number[] {
  const isFull = sections.map(({ points, possible }) => possible - points < HAIR);
  const rest = parts.filter((_, index) => !isFull[index]);
  const room = rest.reduce((sum, { most }) => sum + most, 0);
  const kept = parts.reduce((sum, { most }, index) => sum + (isFull[index] ? most : 0), 0);
  if (kept > total || kept + room < total) return apportion(parts, total);
  const shared = apportion(rest, total - kept);
  let next = 0;
  return parts.map(({ most }, index) => (isFull[index] ? most : (shared[next++] ?? 0)));
}

/** Whole numbers that add up to `total`, each near its exact value and not above its most. */
function apportion(parts: readonly Part[], total: number): number[] {
  const whole = parts.map(({ exact, most }) => Math.min(most, Math.floor(exact + HAIR)));
  for (let left = total - sum(whole); left !== 0; left -= Math.sign(left)) {
    const step = Math.sign(left);
    const lack = ({ exact }: Part, index: number): number => step * (exact - (whole[index] ?? 0));
    const open = parts
      .map((part, index) => ({ index, lack: lack(part, index), most: part.most }))
      .filter(({ index, most }) =>
        step > 0 ? (whole[index] ?? 0) < most : (whole[index] ?? 0) > 0,
      )
      .sort((a, b) => b.lack - a.lack || a.index - b.index);
    const [first] = open;
    if (!first) break;
    whole[first.index] = (whole[first.index] ?? 0) + step;
  }
  return whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

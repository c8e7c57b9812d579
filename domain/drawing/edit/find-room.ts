import type { Rect } from "./rects";

/** How far a place may reach to each side; Infinity where it doesn't matter. */
export type Limits = { left: number; right: number; top: number; bottom: number };

export const NO_LIMITS: Limits = {
  left: -Infinity,
  right: Infinity,
  top: -Infinity,
  bottom: Infinity,
};

/**
 * The free place of a size that is nearest to where it is wanted. Rows are tried at the wanted height
 * and beside each thing that is in the way; in a row, the nearest gap.
 *
 * @param taken what nothing may overlap, its clearance included
 * @returns null where the limits leave no room; without limits there always is some
 */
export function findRoom(wanted: Rect, taken: readonly Rect[], limits = NO_LIMITS): Rect | null {
  const { width, height } = wanted;
  const most = { x: limits.right - width, y: limits.bottom - height };
  if (most.x < limits.left || most.y < limits.top) return null;
  const heights = [wanted.y, limits.top, most.y]
    .concat(taken.flatMap((rect) => [rect.y - height, rect.y + rect.height]))
    .filter((y) => Number.isFinite(y) && y >= limits.top && y <= most.y)
    .sort((a, b) => Math.abs(a - wanted.y) - Math.abs(b - wanted.y));
  let best: { x: number; y: number; awayPx: number } | null = null;
  for (const y of new Set(heights)) {
    if (best && Math.abs(y - wanted.y) >= best.awayPx) break;
    const row = taken.filter((rect) => rect.y < y + height && rect.y + rect.height > y);
    const x = nearestGap(wanted.x, width, row, limits.left, most.x);
    if (x === null) continue;
    const awayPx = Math.hypot(x - wanted.x, y - wanted.y);
    if (!best || awayPx < best.awayPx) best = { x, y, awayPx };
  }
  return best && { x: best.x, y: best.y, width, height };
}

/** Where in a row something of a width fits, nearest to `wantedX`. */
function nearestGap(
  wantedX: number,
  width: number,
  row: readonly Rect[],
  leastX: number,
  mostX: number,
): number | null {
  const sorted = [...row].sort((a, b) => a.x - b.x);
  let best: number | null = null;
  const consider = (from: number, to: number): void => {
    if (from > to) return;
    const x = Math.min(Math.max(wantedX, from), to);
    if (best === null || Math.abs(x - wantedX) < Math.abs(best - wantedX)) best = x;
  };
  let from = leastX;
  for (const rect of sorted) {
    consider(from, Math.min(rect.x - width, mostX));
    from = Math.max(from, rect.x + rect.width);
  }
  consider(from, mostX);
  return best;
}

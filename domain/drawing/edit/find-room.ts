import type { Rect } from "./rects";

/** How far a place may reach to each side; Infinity where it doesn't matter. */
export type Limits = { left: number; right: number; top: number; bottom: number };

export const NO_LIMITS: Limits = {
  left: -Infinity,
  right: Infinity,
  top: -Infinity,
  bottom: Infinity,
};

/** Something on a line, across the line that a place is looked for on. */
type Span = { from: number; to: number };

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
  const near = nearby(wanted, taken, limits);
  const heights = [wanted.y, limits.top, most.y]
    .concat(near.flatMap((rect) => [rect.y - height, rect.y + rect.height]))
    .filter((y) => Number.isFinite(y) && y >= limits.top && y <= most.y)
    .sort((a, b) => Math.abs(a - wanted.y) - Math.abs(b - wanted.y));
  const fromLeft = near.sort((a, b) => a.x - b.x);
  let best: { x: number; y: number; awayPx: number } | null = null;
  for (const y of new Set(heights)) {
    if (best && Math.abs(y - wanted.y) >= best.awayPx) break;
    const row = fromLeft.filter((rect) => rect.y < y + height && rect.y + rect.height > y);
    const x = nearestGap(wanted.x, width, row.map(level), limits.left, most.x);
    if (x === null) continue;
    const awayPx = Math.hypot(x - wanted.x, y - wanted.y);
    if (!best || awayPx < best.awayPx) best = { x, y, awayPx };
  }
  return best && { x: best.x, y: best.y, width, height };
}

/**
 * What can keep the place from being nearer than one that is soon found: straight beside the wanted one,
 * above or below it. All of it where there is none of these.
 */
function nearby(wanted: Rect, taken: readonly Rect[], limits: Limits): Rect[] {
  const { x, y, width, height } = wanted;
  const row = taken.filter((rect) => rect.y < y + height && rect.y + rect.height > y).map(level);
  const column = taken.filter((rect) => rect.x < x + width && rect.x + rect.width > x);
  const [right, bottom] = [limits.right - width, limits.bottom - height];
  const isIn = { x: x >= limits.left && x <= right, y: y >= limits.top && y <= bottom };
  const aside = isIn.y ? nearestGap(x, width, row.sort(byStart), limits.left, right) : null;
  const above = isIn.x
    ? nearestGap(y, height, column.map(upright).sort(byStart), limits.top, bottom)
    : null;
  const reachPx = Math.min(
    aside === null ? Infinity : Math.abs(aside - x),
    above === null ? Infinity : Math.abs(above - y),
  );
  return taken.filter(
    (rect) =>
      rect.x <= x + width + reachPx &&
      rect.x + rect.width >= x - reachPx &&
      rect.y <= y + height + reachPx &&
      rect.y + rect.height >= y - reachPx,
  );
}

const level = ({ x, width }: Rect): Span => ({ from: x, to: x + width });
const upright = ({ y, height }: Rect): Span => ({ from: y, to: y + height });
const byStart = (a: Span, b: Span): number => a.from - b.from;

/** Where on a line something of a length fits, nearest to where it is wanted. @param row in order */
function nearestGap(
  wanted: number,
  length: number,
  row: readonly Span[],
  least: number,
  most: number,
): number | null {
  let best: number | null = null;
  let from = least;
  for (const span of row) {
    best = nearer(wanted, best, from, Math.min(span.from - length, most));
    from = Math.max(from, span.to);
  }
  return nearer(wanted, best, from, most);
}

/** The nearer one of what was found so far and the nearest from a gap. */
function nearer(wanted: number, best: number | null, from: number, to: number): number | null {
  if (from > to) return best;
  const place = Math.min(Math.max(wanted, from), to);
  return best === null || Math.abs(place - wanted) < Math.abs(best - wanted) ? place : best;
}

import { centreOf, type Box } from "./geometry";

/** Things whose middles differ less than this in height stand in one row. An odd number, so that
 * drawings on a grid never lie exactly on the limit. */
const ROW_PX = 40.37;

/** Sorts into reading order: rows from the top, each from the left. Stable for equal places. */
export function inReadingOrder<T>(
  items: readonly T[],
  boxOf: (item: T) => Box,
  scale: number,
): T[] {
  const placed = items.map((item, at) => {
    const [x, y] = centreOf(boxOf(item));
    return { item, at, x, y, row: 0 };
  });
  placed.sort((a, b) => a.y - b.y || a.x - b.x || a.at - b.at);
  let row = 0;
  let rowTop = placed[0]?.y ?? 0;
  for (const entry of placed) {
    if (entry.y - rowTop > ROW_PX * scale) {
      row += 1;
      rowTop = entry.y;
    }
    entry.row = row;
  }
  placed.sort((a, b) => a.row - b.row || a.x - b.x || a.y - b.y || a.at - b.at);
  return placed.map((entry) => entry.item);
}

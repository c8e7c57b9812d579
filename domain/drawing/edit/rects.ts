export type Point = readonly [number, number];
export type Rect = { x: number; y: number; width: number; height: number };

/** Between an arrow's tip and the box. */
export const GAP_PX = 5;

/** Where the way from the middle of a box to `target` comes out of the box, and a gap farther. */
export function leave(rect: Rect, target: Point): Point {
  const [cx, cy] = centreOf(rect);
  const [dx, dy] = [target[0] - cx, target[1] - cy];
  const length = Math.hypot(dx, dy) || 1;
  const toBorder = Math.min(
    dx === 0 ? Infinity : rect.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : rect.height / 2 / Math.abs(dy),
  );
  const share = Math.min(Number.isFinite(toBorder) ? toBorder + GAP_PX / length : 0, 0.5);
  return [cx + dx * share, cy + dy * share];
}

export function centreOf({ x, y, width, height }: Rect): Point {
  return [x + width / 2, y + height / 2];
}

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

export function rectAround([x, y]: Point, width: number, height: number): Rect {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

export function grown({ x, y, width, height }: Rect, px: number): Rect {
  return { x: x - px, y: y - px, width: width + 2 * px, height: height + 2 * px };
}

/** Whether two share more than a border. */
export function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function isWithin(inner: Rect, outer: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

/** The rectangle around all of them; null for none. */
export function unionOf(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null;
  const [x, y] = [Math.min(...rects.map((r) => r.x)), Math.min(...rects.map((r) => r.y))];
  return {
    x,
    y,
    width: Math.max(...rects.map((r) => r.x + r.width)) - x,
    height: Math.max(...rects.map((r) => r.y + r.height)) - y,
  };
}

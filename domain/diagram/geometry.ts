export type Point = readonly [x: number, y: number];
export type Box = { x: number; y: number; w: number; h: number };

/** Segments an ellipse is drawn with: its outline is then off by less than 0.5 % of its radius. */
const ELLIPSE_SEGMENTS = 32;

export function rotatePoint(p: Point, about: Point, angleRad: number): Point {
  if (angleRad === 0) return p;
  const cos = Math.cos(angleRad);
  const sin = Math.sin(angleRad);
  const dx = p[0] - about[0];
  const dy = p[1] - about[1];
  return [about[0] + dx * cos - dy * sin, about[1] + dx * sin + dy * cos];
}

export function boxOf(points: readonly Point[]): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const p of points) {
    if (p[0] < left) left = p[0];
    if (p[0] > right) right = p[0];
    if (p[1] < top) top = p[1];
    if (p[1] > bottom) bottom = p[1];
  }
  return points.length
    ? { x: left, y: top, w: right - left, h: bottom - top }
    : { x: 0, y: 0, w: 0, h: 0 };
}

export function unionBox(boxes: readonly Box[]): Box {
  return boxOf(
    boxes.flatMap((b): Point[] => [
      [b.x, b.y],
      [b.x + b.w, b.y + b.h],
    ]),
  );
}

export function cornersOf(box: Box): Point[] {
  const { x, y, w, h } = box;
  return [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ];
}

export function diamondOf(box: Box): Point[] {
  const { x, y, w, h } = box;
  return [
    [x + w / 2, y],
    [x + w, y + h / 2],
    [x + w / 2, y + h],
    [x, y + h / 2],
  ];
}

export function ellipseOf(box: Box): Point[] {
  const [cx, cy] = centreOf(box);
  return Array.from({ length: ELLIPSE_SEGMENTS }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / ELLIPSE_SEGMENTS;
    return [cx + (box.w / 2) * Math.cos(angle), cy + (box.h / 2) * Math.sin(angle)];
  });
}

export function centreOf(box: Box): Point {
  return [box.x + box.w / 2, box.y + box.h / 2];
}

export function areaOf(box: Box): number {
  return box.w * box.h;
}

export function overlapArea(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

/** Share of `inner` that lies within `outer`, 0 to 1. A flat box counts by its length. */
export function shareWithin(inner: Box, outer: Box): number {
  const thick = { ...inner, w: Math.max(inner.w, 0.01), h: Math.max(inner.h, 0.01) };
  return overlapArea(thick, outer) / areaOf(thick);
}

/** Length of the common part of two boxes along x, negative when they are apart. */
export function overlapX(a: Box, b: Box): number {
  return Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
}

export function boxGap(a: Box, b: Box): number {
  const dx = Math.max(a.x - (b.x + b.w), b.x - (a.x + a.w), 0);
  const dy = Math.max(a.y - (b.y + b.h), b.y - (a.y + a.h), 0);
  return Math.hypot(dx, dy);
}

/** By Math.sqrt, since Math.hypot is ten times slower and this is the innermost loop of all. */
export function distance(a: Point, b: Point): number {
  const dx = a[0] - b[0];
  const dy = a[1] - b[1];
  return Math.sqrt(dx * dx + dy * dy);
}

export function distanceToBox(p: Point, box: Box): number {
  const dx = Math.max(box.x - p[0], p[0] - (box.x + box.w), 0);
  const dy = Math.max(box.y - p[1], p[1] - (box.y + box.h), 0);
  return Math.sqrt(dx * dx + dy * dy);
}

/** Where along the segment (0 to 1) the point nearest to `p` lies. */
function projection(p: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const lengthSquared = dx * dx + dy * dy;
  if (lengthSquared === 0) return 0;
  const t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / lengthSquared;
  return Math.min(1, Math.max(0, t));
}

function along(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

export function isInside(p: Point, polygon: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[i];
    const b = polygon[j];
    if (!a || !b) continue;
    const crosses = a[1] > p[1] !== b[1] > p[1];
    if (crosses && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

/** Distance to the drawn line of a closed outline, from either side. */
export function distanceToOutline(p: Point, polygon: readonly Point[]): number {
  let least = Infinity;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[j];
    const b = polygon[i];
    if (a && b) least = Math.min(least, squaredDistanceToSegment(p, a, b));
  }
  return Math.sqrt(least);
}

function squaredDistanceToSegment(p: Point, a: Point, b: Point): number {
  const t = projection(p, a, b);
  const dx = p[0] - a[0] - (b[0] - a[0]) * t;
  const dy = p[1] - a[1] - (b[1] - a[1]) * t;
  return dx * dx + dy * dy;
}

/** Distance to a filled outline: 0 within. */
export function distanceToArea(p: Point, polygon: readonly Point[]): number {
  return isInside(p, polygon) ? 0 : distanceToOutline(p, polygon);
}

export type Nearest = { distance: number; share: number };

/** The point of a path nearest to `p`: how far, and at what share (0 to 1) of the path's length. */
export function nearestOnPath(p: Point, path: readonly Point[]): Nearest {
  let least = Infinity;
  let bestAt = 0;
  let walked = 0;
  for (let i = 1; i < path.length; i++) {
    const a = path[i - 1];
    const b = path[i];
    if (!a || !b) continue;
    const squared = squaredDistanceToSegment(p, a, b);
    const length = distance(a, b);
    if (squared < least) {
      least = squared;
      bestAt = walked + projection(p, a, b) * length;
    }
    walked += length;
  }
  return { distance: Math.sqrt(least), share: walked > 0 ? bestAt / walked : 0 };
}

export function lengthOf(path: readonly Point[]): number {
  let length = 0;
  for (let i = 1; i < path.length; i++) {
    const a = path[i - 1];
    const b = path[i];
    if (a && b) length += distance(a, b);
  }
  return length;
}

/** Points at equal steps along a path, its two ends included. */
function samplesOf(path: readonly Point[], steps: number): Point[] {
  const total = lengthOf(path);
  const samples: Point[] = [];
  let walked = 0;
  for (let i = 1; i < path.length; i++) {
    const a = path[i - 1];
    const b = path[i];
    if (!a || !b) continue;
    const length = distance(a, b);
    while (samples.length <= steps && (total * samples.length) / steps <= walked + length) {
      const rest = (total * samples.length) / steps - walked;
      samples.push(along(a, b, length > 0 ? rest / length : 0));
    }
    walked += length;
  }
  return samples;
}

/** Fine enough to find where a path crosses a line of text. */
const PATH_SAMPLES = 24;

/**
 * Distance between a box and a path, and where on the path it is smallest: 0 where they touch, Infinity
 * when it is surely beyond `withinPx`.
 */
export function boxToPath(
  box: Box,
  path: readonly Point[],
  pathBox: Box,
  withinPx: number,
): Nearest {
  if (boxGap(box, pathBox) > withinPx) return { distance: Infinity, share: 0 };
  let best: Nearest = { distance: Infinity, share: 0 };
  for (const p of [...cornersOf(box), centreOf(box)]) {
    const near = nearestOnPath(p, path);
    if (near.distance < best.distance) best = near;
  }
  let within = 0;
  let sum = 0;
  samplesOf(path, PATH_SAMPLES).forEach((p, i) => {
    const d = distanceToBox(p, box);
    if (d === 0) {
      within += 1;
      sum += i / PATH_SAMPLES;
    } else if (d < best.distance) best = { distance: d, share: i / PATH_SAMPLES };
  });
  return within > 0 ? { distance: 0, share: sum / within } : best;
}

import type { SceneElement } from "#domain/diagram/scene.schema";

/** What a mark on the drawing follows, in scene coordinates. `angle` in radians about the centre. */
export type SceneShape =
  | { id: string; kind: "box"; x: number; y: number; width: number; height: number; angle: number }
  | { id: string; kind: "path"; points: [number, number][] };

/**
 * The shapes to be marked for some elements: a path for lines and arrows, else the box. A text
 * inside a box that is marked too is left out, as one ring holds both. Deleted and unknown
 * elements give nothing.
 */
export function findShapes(elements: SceneElement[], ids: string[]): SceneShape[] {
  const wanted = new Set(ids);
  return elements
    .filter((element) => wanted.has(element.id) && !element.isDeleted)
    .filter((element) => {
      const container = element.type === "text" ? element.containerId : null;
      return container === null || !wanted.has(container);
    })
    .map(toShape);
}

function toShape(element: SceneElement): SceneShape {
  if (element.type === "arrow" || element.type === "line") {
    return { id: element.id, kind: "path", points: toScenePoints(element) };
  }
  const { id, x, y, width, height, angle } = element;
  return { id, kind: "box", x, y, width, height, angle };
}

/** Points of a linear element are relative to its corner, and turned about the middle of them. */
function toScenePoints(element: {
  x: number;
  y: number;
  angle: number;
  points: [number, number][];
}): [number, number][] {
  const xs = element.points.map(([x]) => x);
  const ys = element.points.map(([, y]) => y);
  const middle = {
    x: (Math.min(...xs) + Math.max(...xs)) / 2,
    y: (Math.min(...ys) + Math.max(...ys)) / 2,
  };
  const cos = Math.cos(element.angle);
  const sin = Math.sin(element.angle);
  return element.points.map(([x, y]) => {
    const dx = x - middle.x;
    const dy = y - middle.y;
    return [element.x + middle.x + dx * cos - dy * sin, element.y + middle.y + dx * sin + dy * cos];
  });
}

/** Whether a point in the scene lies on a shape, within `slack` px of it. */
export function isOnShape(shape: SceneShape, x: number, y: number, slack: number): boolean {
  if (shape.kind === "path") {
    return shape.points.some((point, index) => {
      const next = shape.points[index + 1];
      return next !== undefined && distanceToSegment([x, y], point, next) <= slack;
    });
  }
  const centre = { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 };
  const cos = Math.cos(-shape.angle);
  const sin = Math.sin(-shape.angle);
  const dx = (x - centre.x) * cos - (y - centre.y) * sin;
  const dy = (x - centre.x) * sin + (y - centre.y) * cos;
  return Math.abs(dx) <= shape.width / 2 + slack && Math.abs(dy) <= shape.height / 2 + slack;
}

function distanceToSegment(
  [px, py]: [number, number],
  [ax, ay]: [number, number],
  [bx, by]: [number, number],
): number {
  const lengthSquared = (bx - ax) ** 2 + (by - ay) ** 2;
  const along =
    lengthSquared === 0
      ? 0
      : Math.min(1, Math.max(0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / lengthSquared));
  return Math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay));
}

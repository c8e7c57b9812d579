import type { SceneElement } from "../../diagram/scene.schema";
import type { Rect } from "./rects";

/** The place an element takes up, unturned. */
export function boundsOf(element: SceneElement): Rect {
  const { x, y, width, height } = element;
  if (!("points" in element) || element.points.length === 0) return { x, y, width, height };
  const xs = element.points.map(([px]) => x + px);
  const ys = element.points.map(([, py]) => y + py);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** The place that all of them take up together; null for none. */
export function boundsOfAll(elements: readonly SceneElement[]): Rect | null {
  if (elements.length === 0) return null;
  const all = elements.map(boundsOf);
  const [left, top] = [Math.min(...all.map((r) => r.x)), Math.min(...all.map((r) => r.y))];
  return {
    x: left,
    y: top,
    width: Math.max(...all.map((r) => r.x + r.width)) - left,
    height: Math.max(...all.map((r) => r.y + r.height)) - top,
  };
}

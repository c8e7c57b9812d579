import { LABEL_FONT_PX, labelLines } from "../outline/looks";
import type { OutlineEdge } from "../outline/outline";
import { QUIET, toText } from "../outline/to-scene";
import { sceneElementSchema } from "../../diagram/scene.schema";
import type { SceneElement } from "../../diagram/scene.schema";
import type { Chance } from "./edits";
import { centreOf, GAP_PX, leave } from "./rects";
import type { Point, Rect } from "./rects";

/** Where an arrow ends; `elementId` is null where nothing can be bound, such as an icon of lines. */
export type End = Rect & { elementId: string | null };

const LOOP_PX = 50;

/**
 * Draws an arrow between two things on the canvas, bound to them, with its label: straight, unless its
 * course is given. The label lies on the middle point, or on the middle of the middle stretch.
 */
export function joinBoxes(
  ends: { from: End; to: End },
  edge: Pick<OutlineEdge, "direction" | "label">,
  chance: Chance,
  course: readonly Point[] = lineBetween(ends.from, ends.to),
): SceneElement[] {
  const points = course;
  const [x, y] = points[0] ?? [0, 0];
  const id = chance.id();
  const labelId = chance.id();
  const label = edge.label === null ? null : labelLines(edge.label);
  const arrow = {
    id,
    type: "arrow",
    x,
    y,
    ...sizeOf(points),
    points: points.map(([px, py]) => [px - x, py - y]),
    strokeColor: QUIET,
    strokeWidth: 2,
    versionNonce: chance.nonce(),
    startBinding: bindingTo(ends.from),
    endBinding: bindingTo(ends.to),
    startArrowhead: edge.direction === "both" ? "arrow" : null,
    endArrowhead: edge.direction === "none" ? null : "arrow",
    boundElements: label && [{ id: labelId, type: "text" }],
  };
  const rough: Record<string, unknown>[] = [arrow];
  if (label && edge.label !== null) {
    const [midX, midY] = middleOf(points);
    const at: Point = [midX - label.widthPx / 2, midY - label.heightPx / 2];
    const text = toText(labelId, id, edge.label, label, at, LABEL_FONT_PX);
    rough.push({ ...text, versionNonce: chance.nonce() });
  }
  return rough.map((element) => sceneElementSchema.parse(element));
}

function bindingTo({ elementId }: End) {
  return elementId === null ? null : { elementId, focus: 0, gap: GAP_PX };
}

function lineBetween(from: Rect, to: Rect): Point[] {
  return [leave(from, centreOf(to)), leave(to, centreOf(from))];
}

/** From the side of a box round a corner to its lower or upper border; the label lies on the corner. */
export function loopAt({ x, y, width, height }: Rect, isLeft: boolean, isUp: boolean): Point[] {
  const [cx, cy] = [x + width / 2, y + height / 2];
  const side = cx + (isLeft ? -1 : 1) * (width / 2 + GAP_PX);
  const edge = cy + (isUp ? -1 : 1) * (height / 2 + GAP_PX);
  const [outX, outY] = [side + (isLeft ? -LOOP_PX : LOOP_PX), edge + (isUp ? -LOOP_PX : LOOP_PX)];
  return [
    [side, cy],
    [outX, cy],
    [outX, outY],
    [cx, outY],
    [cx, edge],
  ];
}

function middleOf(points: readonly Point[]): Point {
  const at = Math.floor((points.length - 1) / 2);
  if (points.length % 2 === 1) return points[at] ?? [0, 0];
  const [ax, ay] = points[at] ?? [0, 0];
  const [bx, by] = points[at + 1] ?? [ax, ay];
  return [(ax + bx) / 2, (ay + by) / 2];
}

function sizeOf(points: readonly Point[]): { width: number; height: number } {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) };
}

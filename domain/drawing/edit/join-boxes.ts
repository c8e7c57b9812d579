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

/** Draws a straight arrow between two things on the canvas, bound to them, with its label. */
export function joinBoxes(
  ends: { from: End; to: End },
  edge: Pick<OutlineEdge, "direction" | "label">,
  chance: Chance,
): SceneElement[] {
  const points = ends.from === ends.to ? loopAt(ends.from) : lineBetween(ends.from, ends.to);
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

function loopAt({ x, y, width, height }: Rect): Point[] {
  const [right, bottom] = [x + width + GAP_PX, y + height + GAP_PX];
  const [cx, cy] = [x + width / 2, y + height / 2];
  return [
    [right, cy],
    [right + LOOP_PX, cy],
    [right + LOOP_PX, bottom + LOOP_PX],
    [cx, bottom + LOOP_PX],
    [cx, bottom],
  ];
}

function middleOf(points: readonly Point[]): Point {
  const at = Math.floor((points.length - 1) / 2);
  const [ax, ay] = points[at] ?? [0, 0];
  const [bx, by] = points[at + 1] ?? [ax, ay];
  return [(ax + bx) / 2, (ay + by) / 2];
}

function sizeOf(points: readonly Point[]): { width: number; height: number } {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) };
}

import type { SceneElement } from "../../diagram/scene.schema";
import { centreOf } from "./rects";
import type { Point, Rect } from "./rects";

export type Arrow = Extract<SceneElement, { type: "arrow" }>;

/** One end of an arrow that is to be bound to a box. */
export type Tie = { arrowId: string; end: "start" | "end"; boxId: string };

/** Farther from its box than this, an open end is not tied without being asked about. Scene px. */
const MAX_AWAY_PX = 120;
/** The next box must be this much farther, or nobody can say which one is meant. */
const CLEARLY = 1.6;
const CLEARLY_PX = 12;
/** An end as near as this stays where it was drawn. */
export const NEAR_PX = 15;

/**
 * The ties that an arrow lacks, where it is clear which box is meant: the one that lies nearest to
 * its open end, with no other nearly as near. Elbow arrows are left to the editor.
 */
export function findTies(arrow: SceneElement, elements: readonly SceneElement[]): Tie[] {
  if (arrow.type !== "arrow" || arrow.elbowed || arrow.isDeleted) return [];
  const boxes = elements.filter(
    ({ type, isDeleted }) =>
      !isDeleted && (type === "rectangle" || type === "ellipse" || type === "diamond"),
  );
  const ids = new Set(boxes.map(({ id }) => id));
  const boundTo = (end: Tie["end"]) => {
    const id = (end === "start" ? arrow.startBinding : arrow.endBinding)?.elementId;
    return id !== undefined && elements.some((e) => e.id === id && !e.isDeleted) ? id : null;
  };
  const ties: Tie[] = [];
  for (const end of ["start", "end"] as const) {
    if (boundTo(end) !== null) continue;
    const taken = boundTo(end === "start" ? "end" : "start") ?? ties[0]?.boxId;
    const boxId = findNearest(
      endPoint(arrow, end),
      boxes.filter(({ id }) => id !== taken),
    );
    if (boxId !== null && ids.has(boxId)) ties.push({ arrowId: arrow.id, end, boxId });
  }
  return ties;
}

function findNearest(point: Point, boxes: readonly SceneElement[]): string | null {
  const near = boxes
    // A box that the end lies deep inside of is a boundary around it.
    .filter((box) => !isDeepInside(box, point))
    .map((box) => ({ id: box.id, away: distanceTo(box, point) }))
    .filter(({ away }) => away <= MAX_AWAY_PX)
    .sort((a, b) => a.away - b.away);
  const [first, second] = near;
  if (first === undefined) return null;
  const isClear = !second || second.away > first.away * CLEARLY + CLEARLY_PX;
  return isClear ? first.id : null;
}

export function endPoint(arrow: Arrow, end: Tie["end"]): Point {
  const [x, y] = arrow.points.at(end === "start" ? 0 : -1) ?? [0, 0];
  return [arrow.x + x, arrow.y + y];
}

/** To the rectangle around the box, 0 inside of it. */
export function distanceTo(box: Rect, [x, y]: Point): number {
  const dx = Math.max(box.x - x, 0, x - box.x - box.width);
  const dy = Math.max(box.y - y, 0, y - box.y - box.height);
  return Math.hypot(dx, dy);
}

/** Inside, and nearer to the middle than to the border: what encloses others, not what is meant. */
export function isDeepInside(box: Rect, [x, y]: Point): boolean {
  const [cx, cy] = centreOf(box);
  return (
    Math.abs(x - cx) < box.width / 2 - NEAR_PX * 2 &&
    Math.abs(y - cy) < box.height / 2 - NEAR_PX * 2
  );
}

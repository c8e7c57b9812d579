import type { Diagram } from "../../diagram/diagram.schema";
import { breakLines } from "../outline/measure";
import { itemOf } from "../outline/plan";
import type { Plan } from "../outline/plan";
import { planColumns } from "../outline/plan-columns";
import { rankBoxes } from "../outline/rank-boxes";
import { findRoutes } from "../outline/routes";
import { settleRows } from "../outline/settle-rows";
import { findRoom } from "./find-room";
import { survey, takenBy } from "./ground";
import { grown, unionOf } from "./rects";
import type { Point, Rect } from "./rects";
import { draw } from "./tidy-arrows";
import type { Canvas } from "./tidy-canvas";
import { toOutline } from "./tidy-outline";
import type { Part, Parts, TextElement, Tied } from "./tidy-parts";

/** From a boundary's border to its title. */
const TITLE_PX = { left: 10, top: 8 };
/** Between what is moved and what stays. */
const CLEAR_PX = 24;

/**
 * Puts the parts to their new places and draws the arrows that lead from one to another.
 * @returns what is still to be drawn: arrows to what stays, into a boundary's own members, and open ones
 */
export function layOut(
  parts: Parts,
  all: Parts,
  canvas: Canvas,
  diagram: Diagram,
): { tied: Tied[] } {
  const parents = new Map([...parts.boxes, ...parts.boundaries].map((p) => [p.key, p.container]));
  const isAround = (outer: string, inner: string): boolean => {
    let up = parents.get(inner) ?? null;
    while (up !== null && up !== outer) up = parents.get(up) ?? null;
    return up !== null;
  };
  const boundaryKeys = new Set(parts.boundaries.map(({ key }) => key));
  const isPlanned = ({ from, to }: Tied) =>
    from !== null &&
    to !== null &&
    parents.has(from) &&
    parents.has(to) &&
    !(from === to && boundaryKeys.has(from)) &&
    !isAround(from, to) &&
    !isAround(to, from);
  const planned = parts.tied.filter(isPlanned);
  const outline = toOutline(parts, planned);
  const plan = planColumns(outline, rankBoxes(outline));
  settleRows(plan);
  const routes = findRoutes(plan);
  const [dx, dy] = findPlace(plan, parts, all, canvas, diagram);
  for (const part of [...parts.boundaries, ...parts.boxes]) {
    const { left, top, right, bottom } = itemOf(plan.items, part.key);
    const place = { x: left + dx, y: top + dy, width: right - left, height: bottom - top };
    if (part.border) placeBoundary(part, place, canvas);
    else
      for (const { id } of part.elements)
        canvas.move(id, place.x - part.rect.x, place.y - part.rect.y);
  }
  const edgeOf = new Map(outline.edges.map((edge, at) => [edge, planned[at]]));
  for (const { course, points, labelAt } of routes) {
    const tied = edgeOf.get(course.edge);
    const moved = points.map(([x, y]): Point => [x + dx, y + dy]);
    if (tied) draw(tied, moved, labelAt && [labelAt[0] + dx, labelAt[1] + dy], canvas, parts);
  }
  return { tied: parts.tied.filter((one) => !isPlanned(one)) };
}

/** Where the new layout goes: where the old one began, or the nearest place clear of what stays. */
function findPlace(plan: Plan, parts: Parts, all: Parts, canvas: Canvas, diagram: Diagram): Point {
  const began = unionOf([...parts.boxes, ...parts.boundaries].map(({ rect }) => rect));
  const items = [...plan.items.values()];
  const start = unionOf(items.map(rectOfItem));
  if (!began || !start) return [0, 0];
  const offset: Point = [began.x - start.x, began.y - start.y];
  const moving = new Set(
    [
      ...[...parts.boxes, ...parts.boundaries].flatMap(({ elements }) => elements),
      ...parts.tied.flatMap(({ paths, texts }) => [...paths, ...texts]),
      ...parts.notes.flat(),
    ].map(({ id }) => id),
  );
  const staying = canvas.live().filter(({ id }) => !moving.has(id));
  const taken = takenBy(survey(staying, diagram)).map((rect) => grown(rect, CLEAR_PX));
  // Each pair of a thing that moves and one that stays rules out a rectangle of offsets.
  const ruledOut = items.flatMap((item) => {
    const { x, y, width, height } = rectOfItem(item);
    return taken.map((rect) => ({
      x: rect.x - x - width,
      y: rect.y - y - height,
      width: rect.width + width,
      height: rect.height + height,
    }));
  });
  const room = findRoom({ x: offset[0], y: offset[1], width: 0, height: 0 }, ruledOut);
  return room ? [room.x, room.y] : offset;
}

function rectOfItem({
  left,
  right,
  top,
  bottom,
}: {
  left: number;
  right: number;
  top: number;
  bottom: number;
}): Rect {
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function placeBoundary({ border, elements, label }: Part, place: Rect, canvas: Canvas): void {
  if (!border) return;
  canvas.put({ ...border, ...place });
  for (const text of elements.filter((e): e is TextElement => e.type === "text")) {
    const inside = { x: place.x + TITLE_PX.left, y: place.y + TITLE_PX.top };
    const lines = breakLines(label, text.fontSize, place.width - 2 * TITLE_PX.left);
    const isBroken = lines.lines.length > 1 && text.width > place.width - 2 * TITLE_PX.left;
    const words = isBroken
      ? { text: lines.lines.join("\n"), width: lines.widthPx, height: lines.heightPx }
      : {};
    canvas.put({ ...text, ...inside, ...words, textAlign: "left", verticalAlign: "top" });
  }
}

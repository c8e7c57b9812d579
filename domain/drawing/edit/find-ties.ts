import type { SceneElement } from "../../diagram/scene.schema";
import { centreOf } from "./rects";
import type { Point, Rect } from "./rects";

export type Arrow = Extract<SceneElement, { type: "arrow" }>;

/** One end of an arrow that is to be bound to a box. */
export type Tie = { arrowId: string; end: "start" | "end"; boxId: string };

/** An open end and the boxes that may be meant, the likeliest first; more than one: nobody can say. */
export type OpenEnd = { arrowId: string; end: Tie["end"]; boxIds: string[] };

/** What lies farther ahead of an open end is not meant. Scene px. */
const REACH_PX = 240;
/** A hand's aim is off by so much at once, and by this share of the way more. */
const AIM_PX = 8;
const AIM_SHARE = 0.2;
/** The next box must be this much farther, or nobody can say which one is meant. */
const CLEARLY = 1.6;
const CLEARLY_PX = 24;
const MAX_OFFERED = 2;
/** An end as near as this stays where it was drawn. */
export const NEAR_PX = 15;

/**
 * The open ends of an arrow, each with the boxes that lie in its direction: ahead of its head along its
 * last stretch, behind its tail along its first. Never the box of its other end, nor one around the end.
 * Elbow arrows are left to the editor.
 *
 * @param readAs boxes that the reader takes the ends for already: then these are offered, and no others
 */
export function findOpenEnds(
  arrow: SceneElement,
  elements: readonly SceneElement[],
  readAs: readonly string[] = [],
): OpenEnd[] {
  if (arrow.type !== "arrow" || arrow.elbowed || arrow.isDeleted) return [];
  const boxes = elements.filter(
    ({ type, isDeleted }) =>
      !isDeleted && (type === "rectangle" || type === "ellipse" || type === "diamond"),
  );
  const boundTo = (end: Tie["end"]) => {
    const id = (end === "start" ? arrow.startBinding : arrow.endBinding)?.elementId;
    return id !== undefined && elements.some((e) => e.id === id && !e.isDeleted) ? id : null;
  };
  const open = (["start", "end"] as const).filter((end) => boundTo(end) === null);
  const taken = new Set([boundTo("start"), boundTo("end")]);
  const free = boxes.filter(({ id }) => !taken.has(id));
  const known = free.filter(({ id }) => readAs.includes(id));
  if (known.length > 0) return pairUp(arrow, open, known);
  return open.flatMap((end): OpenEnd[] => {
    const boxIds = findAhead(arrow, end, free);
    return boxIds.length === 0 ? [] : [{ arrowId: arrow.id, end, boxIds }];
  });
}

/** Each end with the nearest of the boxes it is read as. */
function pairUp(
  arrow: Arrow,
  open: readonly Tie["end"][],
  known: readonly SceneElement[],
): OpenEnd[] {
  const pairs = open
    .flatMap((end) =>
      known.map((box) => ({ end, box, awayPx: distanceTo(box, endPoint(arrow, end)) })),
    )
    .sort((a, b) => a.awayPx - b.awayPx);
  const boxOf = new Map<Tie["end"], SceneElement>();
  for (const { end, box } of pairs)
    if (!boxOf.has(end) && ![...boxOf.values()].includes(box)) boxOf.set(end, box);
  return open.flatMap((end): OpenEnd[] => {
    const box = boxOf.get(end);
    return box ? [{ arrowId: arrow.id, end, boxIds: [box.id] }] : [];
  });
}

function findAhead(arrow: Arrow, end: Tie["end"], boxes: readonly SceneElement[]): string[] {
  const tip = endPoint(arrow, end);
  const back = nextPoint(arrow, end);
  const length = Math.hypot(tip[0] - back[0], tip[1] - back[1]);
  if (length === 0) return [];
  const ahead: Point = [(tip[0] - back[0]) / length, (tip[1] - back[1]) / length];
  const other = endPoint(arrow, end === "start" ? "end" : "start");
  const hits = boxes
    // A box that the end lies deep inside of is a boundary around it; so is one around both ends.
    .filter((box) => !isDeepInside(box, tip) && !(isIn(box, tip) && isIn(box, other)))
    .flatMap((box) => {
      const cost = costAhead(box, tip, ahead);
      return cost === null ? [] : [{ id: box.id, cost }];
    })
    .sort((a, b) => a.cost - b.cost);
  const [first] = hits;
  if (!first) return [];
  return hits
    .filter(({ cost }) => cost <= first.cost * CLEARLY + CLEARLY_PX)
    .slice(0, MAX_OFFERED)
    .map(({ id }) => id);
}

/** The way ahead to a box, and twice how far the aim is off; null where it is not ahead. */
function costAhead(box: Rect, tip: Point, [ux, uy]: Point): number | null {
  if (distanceTo(box, tip) <= NEAR_PX) return distanceTo(box, tip);
  const corners: Point[] = [
    [box.x, box.y],
    [box.x + box.width, box.y],
    [box.x, box.y + box.height],
    [box.x + box.width, box.y + box.height],
  ];
  const along = corners.map(([x, y]) => (x - tip[0]) * ux + (y - tip[1]) * uy);
  const aside = corners.map(([x, y]) => (y - tip[1]) * ux - (x - tip[0]) * uy);
  const [low, high] = [Math.min(...aside), Math.max(...aside)];
  const offPx = low > 0 ? low : high < 0 ? -high : 0;
  const aheadPx = offPx === 0 ? enterAt(box, tip, [ux, uy]) : Math.max(0, Math.min(...along));
  const isAhead = Math.max(...along) > 0 && aheadPx <= REACH_PX;
  return isAhead && offPx <= AIM_PX + AIM_SHARE * aheadPx ? aheadPx + 2 * offPx : null;
}

/** How far along a ray its rectangle begins. */
function enterAt({ x, y, width, height }: Rect, [px, py]: Point, [ux, uy]: Point): number {
  const along = (from: number, size: number, at: number, step: number) =>
    step === 0 ? -Infinity : Math.min((from - at) / step, (from + size - at) / step);
  return Math.max(0, along(x, width, px, ux), along(y, height, py, uy));
}

export function endPoint(arrow: Arrow, end: Tie["end"]): Point {
  const [x, y] = arrow.points.at(end === "start" ? 0 : -1) ?? [0, 0];
  return [arrow.x + x, arrow.y + y];
}

/** The point next to an end, from which it comes. */
function nextPoint(arrow: Arrow, end: Tie["end"]): Point {
  const [x, y] = arrow.points.at(end === "start" ? 1 : -2) ?? [0, 0];
  return [arrow.x + x, arrow.y + y];
}

/** To the rectangle around the box, 0 inside of it. */
export function distanceTo(box: Rect, [x, y]: Point): number {
  const dx = Math.max(box.x - x, 0, x - box.x - box.width);
  const dy = Math.max(box.y - y, 0, y - box.y - box.height);
  return Math.hypot(dx, dy);
}

function isIn(box: Rect, point: Point): boolean {
  return distanceTo(box, point) === 0;
}

/** Inside, and nearer to the middle than to the border: what encloses others, not what is meant. */
export function isDeepInside(box: Rect, [x, y]: Point): boolean {
  const [cx, cy] = centreOf(box);
  return (
    Math.abs(x - cx) < box.width / 2 - NEAR_PX * 2 &&
    Math.abs(y - cy) < box.height / 2 - NEAR_PX * 2
  );
}

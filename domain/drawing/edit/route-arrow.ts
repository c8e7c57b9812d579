import { nearestOnPath } from "../../diagram/geometry";
import { balance, meets } from "../outline/routes";
import type { Ground, Segment, Thing } from "./ground";
import { centreOf, GAP_PX, grown, isWithin, leave, overlaps, rectAround, unionOf } from "./rects";
import type { Point, Rect } from "./rects";
import { findRoom } from "./find-room";
import { findWay } from "./route-grid";
import type { Gate } from "./route-grid";

/**
 * Something an arrow leads to. `ids`: the elements that make it up, which are not in its way. `isOpen`:
 * nothing, an end in the air; then neither end may touch another arrow, or it would be read as a branch.
 */
export type Stop = { rect: Rect; ids: ReadonlySet<string>; isPointed: boolean; isOpen?: boolean };
export type Course = { points: Point[]; labelAt: Point | null };
type Size = { widthPx: number; heightPx: number };

/** Arrows keep this far from what they pass, and run at these distances beside it. */
const CLEAR_PX = 8;
const ASIDE_PX = [14, 28];
/** Among more things than this one way beside each has to do: the search stays short. */
const MANY_THINGS = 60;
/** An arrow goes straight out of a box this far before it turns. */
const STUB_PX = 24;
const LABEL_CLEAR_PX = 6;
/** Where on a side an arrow may leave, the middle first. */
const SHARES = [0.5, 0.3, 0.7];
/** Sides shorter than this have their middle only. */
const MIN_SPREAD_PX = 60;
/** A place that another arrow uses already. */
const TAKEN_PX = 14;
const TAKEN_COST_PX = 120;
const OFF_MIDDLE_COST_PX = 6;
/** What lies farther from both ends than this is not looked at, at first. */
const SURROUNDINGS_PX = 320;
/** Where on its way a label lies, the middle first. */
const LABEL_SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75, 0.16, 0.84];

/**
 * Finds the course of an arrow from one thing to another: straight where nothing is in its way, else
 * round what is. Its label lies on the middle point and on nothing else.
 *
 * @returns null where an arrow from a thing to itself has no way
 */
export function routeArrow(
  from: Stop,
  to: Stop,
  label: Size | null,
  ground: Ground,
): Course | null {
  const isOwn = ({ id }: Thing) => from.ids.has(id) || to.ids.has(id);
  const others = ground.things.filter((thing) => !isOwn(thing));
  // A boundary around one end is left, and around both it is home; its border is no wall.
  const walls = [
    ...others.map(({ rect, notePx }) =>
      grown(rect, label === null ? Math.max(CLEAR_PX, notePx) : CLEAR_PX),
    ),
    ...ground.loose.map((point) => rectAround(point, 4 * CLEAR_PX, 4 * CLEAR_PX)),
  ];
  const labelled = [
    ...others.map(({ rect }) => rect),
    ...[from.rect, to.rect].filter((rect) => !isRoundOther(rect, from, to)),
  ];
  const withLabel = (points: readonly Point[]) => placeLabel(points, label, labelled);
  const straight: [Point, Point] = [
    leave(from.rect, centreOf(to.rect)),
    leave(to.rect, centreOf(from.rect)),
  ];
  const isLoop = from === to;
  const isLoose = from.isOpen === true || to.isOpen === true;
  const isTouching = isLoose && straight.some((tip) => isNear(tip, ground.segments));
  if (
    !isLoop &&
    !isTouching &&
    isClear(straight, walls) &&
    !ground.segments.some((other) => runsAlong(straight, other))
  ) {
    const course = withLabel(straight);
    if (course) return course;
  }
  const way = findWayRound(from, to, walls, ground.segments);
  if (way) {
    const course = withLabel(way);
    if (course) return course;
  }
  const course = viaLabel(from, to, label, { walls, labelled, ground, way });
  return course ?? (isLoop ? null : fallBack(straight, label));
}

function isRoundOther(rect: Rect, from: Stop, to: Stop): boolean {
  if (from === to) return false;
  const other = rect === from.rect ? to.rect : from.rect;
  return isWithin(other, rect);
}

/** Where nothing else helps: straight across. */
function fallBack([a, b]: readonly [Point, Point], label: Size | null): Course {
  const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  return label ? { points: [a, middle, b], labelAt: middle } : { points: [a, b], labelAt: null };
}

/** The label goes to the nearest place that is free, and the arrow through it. */
function viaLabel(
  from: Stop,
  to: Stop,
  label: Size | null,
  known: {
    walls: readonly Rect[];
    labelled: readonly Rect[];
    ground: Ground;
    way: readonly Point[] | null;
  },
): Course | null {
  if (label === null) return null;
  const { walls, labelled, ground } = known;
  const [a, b] = [centreOf(from.rect), centreOf(to.rect)];
  const middle = known.way
    ? pointAt(known.way, 0.5)
    : ([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const);
  const taken = [...labelled.map((rect) => grown(rect, LABEL_CLEAR_PX)), ...walls];
  const room = findRoom(rectAround(middle, label.widthPx, label.heightPx), taken);
  if (!room) return null;
  const place = centreOf(room);
  const here: Gate[] = [true, false].map((isLevel) => ({
    tip: place,
    at: place,
    isLevel,
    costPx: 0,
  }));
  const [start, end] = gatesBetween(from, to, walls, ground.segments);
  const search = (first: readonly Gate[], last: readonly Gate[]) =>
    searchNear(first, last, [...walls, ...innerWalls(from, to)], ground.segments);
  const [first, second] = [search(start, here), search(here, end)];
  if (!first || !second) return null;
  // What lies there is the place itself, and once.
  const points = [...first.slice(0, -1), place, ...second.slice(1)];
  return { points: balance(points, place), labelAt: place };
}

function findWayRound(
  from: Stop,
  to: Stop,
  walls: readonly Rect[],
  segments: readonly Segment[],
): Point[] | null {
  const own = innerWalls(from, to);
  return searchNear(...gatesBetween(from, to, walls, segments), [...walls, ...own], segments);
}

/** The ends themselves are not crossed either, unless one lies in the other. */
function innerWalls(from: Stop, to: Stop): Rect[] {
  return [from.rect, to.rect]
    .filter((rect) => !isRoundOther(rect, from, to))
    .map((rect) => grown(rect, CLEAR_PX));
}

function searchNear(
  from: readonly Gate[],
  to: readonly Gate[],
  walls: readonly Rect[],
  segments: readonly Segment[],
): Point[] | null {
  const gates = [...from, ...to].map(({ at }) => rectAround(at, 0, 0));
  const all = unionOf(gates);
  if (!all) return null;
  const near = grown(all, SURROUNDINGS_PX);
  const nearWalls = walls.filter((wall) => overlaps(wall, near));
  const search = (some: readonly Rect[]) =>
    findWay({
      from,
      to,
      walls: some,
      others: segments,
      asidePx: ASIDE_PX.slice(0, some.length > MANY_THINGS ? 1 : 2).map((px) => px - CLEAR_PX),
    });
  const way = search(nearWalls);
  if (nearWalls.length === walls.length || (way && isClear(way, walls))) return way;
  return search(walls) ?? way;
}

/** Ways out of the one and into the other; of an arrow to itself, out at a side and in from above or below. */
function gatesBetween(
  from: Stop,
  to: Stop,
  walls: readonly Rect[],
  segments: readonly Segment[],
): [Gate[], Gate[]] {
  const gates = gatesOf(from, to, walls, segments);
  if (from !== to) return [gates, gatesOf(to, from, walls, segments)];
  const isLevel = (gate: Gate) => gate.isLevel;
  const isBelow = (gate: Gate) => gate.at[1] > from.rect.y;
  const isOut = gates.some(isLevel) ? isLevel : isBelow;
  return [gates.filter(isOut), gates.filter((gate) => !isOut(gate))];
}

/** The ways out on all four sides of a box; of a boundary, into it where the other end lies there. */
function gatesOf(
  stop: Stop,
  other: Stop,
  walls: readonly Rect[],
  segments: readonly Segment[],
): Gate[] {
  const { x, y, width, height } = stop.rect;
  const inward = stop !== other && isWithin(other.rect, stop.rect) ? -1 : 1;
  const [right, bottom] = [x + width, y + height];
  type Side = { isLevel: boolean; length: number; at: (share: number, px: number) => Point };
  const sides: Side[] = [
    { isLevel: true, length: height, at: (share, px) => [right + px, y + height * share] },
    { isLevel: true, length: height, at: (share, px) => [x - px, y + height * share] },
    { isLevel: false, length: width, at: (share, px) => [x + width * share, bottom + px] },
    { isLevel: false, length: width, at: (share, px) => [x + width * share, y - px] },
  ];
  // Only what is this near can be in the way of a gate, or have its place.
  const around = grown(stop.rect, STUB_PX + TAKEN_PX);
  const nearWalls = walls.filter((wall) => overlaps(wall, around));
  const nearSegments = segments.filter((segment) => isAround(segment, around));
  const gates = sides.flatMap(({ isLevel, length, at }) =>
    SHARES.slice(0, stop.isPointed || length < MIN_SPREAD_PX ? 1 : 3).map((share): Gate => {
      const tip = at(share, GAP_PX * inward);
      const isTaken = isNear(tip, nearSegments);
      const takenPx = stop.isOpen === true || other.isOpen === true ? Infinity : TAKEN_COST_PX;
      const costPx = (share === 0.5 ? 0 : OFF_MIDDLE_COST_PX) + (isTaken ? takenPx : 0);
      return { tip, at: at(share, STUB_PX * inward), isLevel, costPx };
    }),
  );
  return gates.filter(
    ({ tip, at, costPx }) => Number.isFinite(costPx) && isClear([tip, at], nearWalls),
  );
}

/** Whether the rectangle around a stretch has a part in another. */
function isAround([[ax, ay], [bx, by]]: Segment, { x, y, width, height }: Rect): boolean {
  return (
    Math.max(ax, bx) >= x &&
    Math.min(ax, bx) <= x + width &&
    Math.max(ay, by) >= y &&
    Math.min(ay, by) <= y + height
  );
}

function isNear(point: Point, segments: readonly Segment[]): boolean {
  return segments.some((segment) => nearestOnPath(point, segment).distance < TAKEN_PX);
}

function isClear(points: readonly Point[], walls: readonly Rect[]): boolean {
  return points
    .slice(1)
    .every((to, at) =>
      walls.every(
        ({ x, y, width, height }) =>
          !meets({ left: x, right: x + width, top: y, bottom: y + height }, points[at] ?? to, to),
      ),
    );
}

/** Whether two stretches lie on each other for a while. */
function runsAlong([a, b]: readonly [Point, Point], [c, d]: Segment): boolean {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const aside = ([x, y]: Point) => Math.abs((x - a[0]) * uy - (y - a[1]) * ux);
  const along = ([x, y]: Point) => (x - a[0]) * ux + (y - a[1]) * uy;
  if (aside(c) > TAKEN_PX || aside(d) > TAKEN_PX) return false;
  const [low, high] = [Math.min(along(c), along(d)), Math.max(along(c), along(d))];
  return Math.min(high, length) - Math.max(low, 0) > TAKEN_PX;
}

/** Puts the label where it covers nothing, as near to the middle of the way as it can. */
function placeLabel(
  points: readonly Point[],
  label: Size | null,
  things: readonly Rect[],
): Course | null {
  if (label === null) return { points: [...points], labelAt: null };
  for (const share of LABEL_SHARES) {
    const place = pointAt(points, share);
    const rect = grown(rectAround(place, label.widthPx, label.heightPx), LABEL_CLEAR_PX);
    if (things.some((thing) => overlaps(thing, rect))) continue;
    return { points: balance(throughPlace(points, share, place), place), labelAt: place };
  }
  return null;
}

function lengthsOf(points: readonly Point[]): number[] {
  return points.slice(1).map((to, at) => {
    const from = points[at] ?? to;
    return Math.hypot(to[0] - from[0], to[1] - from[1]);
  });
}

/** The stretch on which a share of the way lies, and how much of the stretch is behind it. */
function findStretch(points: readonly Point[], share: number): { at: number; part: number } {
  const lengths = lengthsOf(points);
  let left = lengths.reduce((sum, px) => sum + px, 0) * share;
  for (const [at, px] of lengths.entries()) {
    if (left <= px) return { at, part: px === 0 ? 0 : left / px };
    left -= px;
  }
  return { at: Math.max(0, lengths.length - 1), part: 1 };
}

function pointAt(points: readonly Point[], share: number): Point {
  const { at, part } = findStretch(points, share);
  const [a, b] = [points[at] ?? [0, 0], points[at + 1] ?? [0, 0]];
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
}

/** The way with one more point on it. */
function throughPlace(points: readonly Point[], share: number, place: Point): Point[] {
  const { at } = findStretch(points, share);
  return [...points.slice(0, at + 1), place, ...points.slice(at + 1)];
}

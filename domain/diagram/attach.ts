import { holderOf } from "./containment";
import {
  areaOf,
  distanceToArea,
  distanceToBox,
  distanceToOutline,
  isInside,
  unionBox,
  nearestOnPath,
  centreOf,
  type Box,
  type Point,
} from "./geometry";
import { isWord } from "./groups";
import type { Path, PathEnd } from "./paths";
import type { Piece } from "./pieces";
import { standAlone, type Drawing, type Unit } from "./units";

/** An end reaches what is within 10 % of the target's smaller side, at least 15 and at most 30 px. */
const MIN_REACH_PX = 15;
const MAX_REACH_PX = 30;
const REACH_OF_SIDE = 0.1;
/** An arrow that stops short is followed this far in its own direction. */
const LOOK_AHEAD_PX = 60;
const LOOK_AHEAD_STEP_PX = 4;
/** Of a component and a boundary or a bare text about equally near, the component is meant. */
const HANDICAP_PX = 5;
/** A binding is stale when the end is drawn this far from its target and close to another. */
const STALE_REACHES = 3;
/** What an open end may have meant lies within this many reaches. */
const CANDIDATE_REACHES = 5;
const MAX_CANDIDATES = 3;

export type Attachment = { unit: Unit; how: "bound" | "inferred" };
export type EndReading = { attachment: Attachment | null; candidates: Unit[] };

type Target = {
  unit: Unit | null;
  text: Piece | null;
  outlines: (readonly Point[])[];
  /** Box around all of it, to rule it out quickly. */
  bounds: Box;
  /** Drawn line of a boundary: an end deep inside has nothing to do with it. */
  border: readonly Point[] | null;
  reachPx: number;
  handicapPx: number;
  area: number;
};

/** What the ends of paths can be attached to; texts become components when an end reaches them. */
export type Targets = { drawing: Drawing; list: Target[]; byText: Map<Piece, Target> };

export function toTargets(drawing: Drawing): Targets {
  const { scale } = drawing;
  const list = drawing.units.map((unit) => toTarget(unit, scale));
  const byText = new Map<Piece, Target>();
  for (const text of drawing.freeTexts) {
    if (!isWord(text)) continue;
    const target: Target = {
      unit: null,
      text,
      outlines: [text.points],
      bounds: text.box,
      border: null,
      reachPx: MIN_REACH_PX * scale,
      handicapPx: HANDICAP_PX * scale,
      area: areaOf(text.box),
    };
    list.push(target);
    byText.set(text, target);
  }
  return { drawing, list, byText };
}

function toTarget(unit: Unit, scale: number): Target {
  const side = Math.min(unit.box.w, unit.box.h);
  const reach = Math.min(MAX_REACH_PX, Math.max(MIN_REACH_PX, REACH_OF_SIDE * side));
  const texts = unit.labelPieces.filter((p) => p.element.type === "text");
  const labels = texts.map((p) => p.points);
  const isBoundary = unit.isContainer;
  const closed = unit.pieces.filter((p) => p.closed && p.element.type !== "text");
  const outlines = isBoundary ? labels : [unit.outline, ...closed.map((p) => p.points), ...labels];
  return {
    unit,
    text: null,
    outlines,
    bounds: unionBox([unit.box, ...closed.map((p) => p.box), ...texts.map((p) => p.box)]),
    border: isBoundary ? unit.outline : null,
    reachPx: reach * scale,
    handicapPx: isBoundary ? HANDICAP_PX * scale : 0,
    area: areaOf(unit.box),
  };
}

/** Infinity when it is surely beyond `withinPx`. */
function distanceTo(point: Point, target: Target, withinPx = Infinity): number {
  if (distanceToBox(point, target.bounds) > withinPx) return Infinity;
  let best = target.border ? distanceToOutline(point, target.border) : Infinity;
  for (const outline of target.outlines) best = Math.min(best, distanceToArea(point, outline));
  return best;
}

/** Reads one end of a path: its binding where it can be believed, else what it is drawn at. */
export function readEnd(targets: Targets, path: Path, end: PathEnd): EndReading {
  const bound = boundTarget(targets, end.boundTo);
  const drawn = nearestTarget(targets, path, end, bound);
  if (bound && !isDoubtful(bound, drawn, path, end))
    return { attachment: { unit: unitOf(targets, bound), how: "bound" }, candidates: [] };
  if (drawn)
    return { attachment: { unit: unitOf(targets, drawn), how: "inferred" }, candidates: [] };
  if (bound) return { attachment: { unit: unitOf(targets, bound), how: "bound" }, candidates: [] };
  return { attachment: null, candidates: candidatesFor(targets, end.point) };
}

function boundTarget(targets: Targets, id: string | null): Target | null {
  if (id === null) return null;
  const { drawing, list } = targets;
  const text = drawing.freeTexts.find((t) => t.id === id);
  if (text) return targets.byText.get(text) ?? null;
  let unit = drawing.unitOf.get(id);
  while (unit?.partOf) unit = unit.partOf;
  return list.find((t) => t.unit !== null && t.unit === unit) ?? null;
}

/**
 * The editor binds to whatever is near, which may be the arrow's own label or a neighbour of what the
 * arrow is drawn at. Then the drawing counts.
 */
function isDoubtful(bound: Target, drawn: Target | null, path: Path, end: PathEnd): boolean {
  if (!drawn || drawn === bound) return false;
  if (bound.text && liesAlong(bound.text, path)) return true;
  const toBound = distanceTo(end.point, bound);
  if (toBound === 0 || (bound.border && isInside(end.point, bound.border))) return false;
  const isInDrawn = !drawn.border && distanceTo(end.point, drawn) === 0;
  return isInDrawn || toBound > STALE_REACHES * bound.reachPx;
}

/** Whether a text stands beside the middle of a path, as labels do. */
function liesAlong(text: Piece, path: Path): boolean {
  const { share } = nearestOnPath(centreOf(text.box), path.points);
  return share > 0.15 && share < 0.85;
}

function nearestTarget(
  targets: Targets,
  path: Path,
  end: PathEnd,
  bound: Target | null,
): Target | null {
  let best: { target: Target; cost: number } | null = null;
  for (const target of targets.list) {
    const distancePx = distanceTo(end.point, target, target.reachPx);
    if (distancePx > target.reachPx) continue;
    if (target.text && (target === bound || liesAlong(target.text, path))) continue;
    const cost = distancePx + target.handicapPx;
    if (!best || cost < best.cost || (cost === best.cost && target.area < best.target.area))
      best = { target, cost };
  }
  return best?.target ?? lookAhead(targets, path, end) ?? enteredBoundary(targets, path, end);
}

/** An arrow that crosses a border and meets nothing within means the boundary. */
function enteredBoundary(targets: Targets, path: Path, end: PathEnd): Target | null {
  const other = end === path.start ? path.end : path.start;
  const entered = targets.list.filter(
    (t) => t.border && isInside(end.point, t.border) && !isInside(other.point, t.border),
  );
  return path.isArrow ? (entered.sort((a, b) => a.area - b.area)[0] ?? null) : null;
}

function lookAhead(targets: Targets, path: Path, end: PathEnd): Target | null {
  const limitPx = Math.min(LOOK_AHEAD_PX * targets.drawing.scale, path.lengthPx);
  for (let ahead = LOOK_AHEAD_STEP_PX; ahead <= limitPx; ahead += LOOK_AHEAD_STEP_PX) {
    const point: Point = [
      end.point[0] + end.outward[0] * ahead,
      end.point[1] + end.outward[1] * ahead,
    ];
    const [hit] = targets.list
      .filter((t) => {
        const hitPx = t.border ? LOOK_AHEAD_STEP_PX / 2 : 0;
        return distanceTo(point, t, hitPx) <= hitPx && !(t.text && liesAlong(t.text, path));
      })
      .sort((a, b) => a.area - b.area);
    if (hit) return hit;
  }
  return null;
}

function candidatesFor(targets: Targets, point: Point): Unit[] {
  return targets.list
    .flatMap((t) => {
      const d = distanceTo(point, t, CANDIDATE_REACHES * t.reachPx);
      return t.unit && d <= CANDIDATE_REACHES * t.reachPx ? [{ unit: t.unit, d }] : [];
    })
    .sort((a, b) => a.d - b.d)
    .slice(0, MAX_CANDIDATES)
    .map((c) => c.unit);
}

/** The target's unit; a text becomes one now. */
function unitOf(targets: Targets, target: Target): Unit {
  if (target.unit) return target.unit;
  const { drawing } = targets;
  const { text } = target;
  if (!text) throw new Error("A target is a unit or a text.");
  const bySize = drawing.units
    .filter((u) => u.isContainer)
    .sort((a, b) => areaOf(a.box) - areaOf(b.box));
  const unit = standAlone(drawing, text, holderOf(text, bySize));
  target.unit = unit;
  target.text = null;
  target.handicapPx = 0;
  return unit;
}

import { boxOf } from "../../diagram/geometry";
import { drawnPoints } from "../../diagram/pieces";
import type { Diagram } from "../../diagram/diagram.schema";
import type { SceneElement } from "../../diagram/scene.schema";
import type { Point, Rect } from "./rects";

/** A free text nearer to an arrow than this is read as the arrow's label, in heights of its letters. */
const LABEL_REACH_EM = 3;
/** A box as near as this to an open end of an arrow, or as far ahead of it, is read as its end. */
const OPEN_END_PX = 75;
/** Stretches of arrows are covered by rectangles no longer than this. */
const STRETCH_PX = 40;

/** Something that takes up room. `notePx`: how far arrows without a label keep off a free text. */
export type Thing = { id: string; rect: Rect; notePx: number };
export type Segment = readonly [Point, Point];

/** What lies on the canvas, to lay out around it. */
export type Ground = {
  /** Boxes, pictures, strokes and texts: nothing may lie on them and no arrow cross them. */
  things: Thing[];
  /** Boundaries: nothing may lie on their border, arrows cross them. */
  boundaries: Thing[];
  /** Stretches of arrows and lines. */
  segments: Segment[];
  /** Open ends of arrows, near which a box would be taken for what the arrow means. */
  openEnds: Point[];
  /** Both ends of such arrows: another arrow that passes there would be read as their trunk. */
  loose: Point[];
};

/** Surveys a drawing. `live` without what is deleted. */
export function survey(live: readonly SceneElement[], diagram: Diagram): Ground {
  const flat = new Set(["text", "arrow", "image"]);
  const held = new Set(diagram.containers.flatMap(({ elements }) => elements));
  const boundaryIds = new Set(
    live.flatMap(({ id, type }) => (held.has(id) && !flat.has(type) ? [id] : [])),
  );
  const notes = new Set(diagram.annotations.flatMap(({ elements }) => elements));
  const ground: Ground = { things: [], boundaries: [], segments: [], openEnds: [], loose: [] };
  const shapes = new Set(
    live.flatMap(({ id, type }) => (type === "arrow" || boundaryIds.has(id) ? [] : [id])),
  );
  for (const element of live) {
    // A name inside its box takes up no room of its own.
    if (element.type === "text" && shapes.has(element.containerId ?? "")) continue;
    if (element.type === "arrow" || element.type === "line") {
      const points = drawnPoints(element);
      points.slice(1).forEach((to, at) => ground.segments.push([points[at] ?? to, to]));
    } else {
      const isNote = element.type === "text" && notes.has(element.id);
      const thing = {
        id: element.id,
        rect: areaOf(element),
        notePx: isNote ? LABEL_REACH_EM * element.fontSize + 2 : 0,
      };
      (boundaryIds.has(element.id) ? ground.boundaries : ground.things).push(thing);
    }
  }
  const open = new Set(
    [
      ...diagram.edges.filter(({ binding }) => binding === "dangling"),
      ...diagram.unreadable.map(({ elementIds }) => ({ elements: elementIds })),
    ].flatMap(({ elements }) => elements),
  );
  const ids = new Set(live.map(({ id }) => id));
  for (const element of live) {
    if ((element.type !== "arrow" && element.type !== "line") || !open.has(element.id)) continue;
    const points = drawnPoints(element);
    const { startBinding, endBinding } = element;
    for (const [binding, point] of [
      [startBinding, points[0]],
      [endBinding, points.at(-1)],
    ] as const) {
      if (!point) continue;
      ground.loose.push(point);
      if (!ids.has(binding?.elementId ?? "")) ground.openEnds.push(point);
    }
  }
  return ground;
}

/** The rectangle around an element as it is drawn, turned or not. */
export function areaOf(element: SceneElement): Rect {
  const { x, y, w, h } = boxOf(drawnPoints(element));
  return { x, y, width: w, height: h };
}

/** Everything that a new box may not lie on. */
export function takenBy({ things, boundaries, segments, openEnds }: Ground): Rect[] {
  return [
    ...[...things, ...boundaries].map(({ rect }) => rect),
    ...segments.flatMap(coverSegment),
    ...openEnds.map(([x, y]) => ({
      x: x - OPEN_END_PX,
      y: y - OPEN_END_PX,
      width: 2 * OPEN_END_PX,
      height: 2 * OPEN_END_PX,
    })),
  ];
}

/** A slanted stretch takes up a chain of small rectangles, not the large one around it. */
function coverSegment([[ax, ay], [bx, by]]: Segment): Rect[] {
  const isStraight = ax === bx || ay === by;
  const count = isStraight ? 1 : Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / STRETCH_PX));
  const at = (share: number): Point => [ax + (bx - ax) * share, ay + (by - ay) * share];
  return Array.from({ length: count }, (_, i) => {
    const [[px, py], [qx, qy]] = [at(i / count), at((i + 1) / count)];
    return {
      x: Math.min(px, qx),
      y: Math.min(py, qy),
      width: Math.abs(qx - px),
      height: Math.abs(qy - py),
    };
  });
}

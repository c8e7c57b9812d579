import type { Diagram } from "../../diagram/diagram.schema";
import { readDiagram } from "../../diagram/read-diagram";
import type { SceneElement } from "../../diagram/scene.schema";
import { labelLines } from "../outline/looks";
import type { Flow, Outline, OutlineEdge, OutlineError } from "../outline/outline";
import { readOutline } from "../outline/parse-outline";
import { change } from "./edits";
import type { Chance } from "./edits";
import { findAnchors } from "./anchors";
import type { Anchor } from "./anchors";
import { areaOf, survey } from "./ground";
import type { Ground } from "./ground";
import { joinBoxes, loopAt } from "./join-boxes";
import type { End } from "./join-boxes";
import { placeBlocks } from "./place-blocks";
import { grown, overlaps, rectAround, unionOf } from "./rects";
import type { Point, Rect } from "./rects";
import { routeArrow } from "./route-arrow";

export type Extension = {
  /** What is new and what changed; all other elements stay as they are. */
  changed: SceneElement[];
  boxes: number;
  arrows: number;
  /** The lines that can't be drawn. */
  errors: OutlineError[];
  /** What was drawn otherwise than it was written, in words for the candidate. */
  notices: string[];
};

/** Left or right, above or below: where an arrow from a box to itself is drawn, the usual first. */
const CORNERS = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;

/**
 * Adds an outline (notation: docs/drawing.md) to a drawing. A name that the reader finds on the canvas
 * means that component, wherever it lies. What is new finds room beside what it is joined to, on the
 * side to which the arrows lead by `flow`; arrows go round what is in their way, and those that are there already
 * are not drawn twice. What was there stays as it is; only that new arrows are bound to it is noted.
 *
 * @throws OutlineError where the whole is too large to be drawn
 */
export function extendDrawing(
  elements: readonly SceneElement[],
  text: string,
  chance: Chance,
  flow: Flow = "right",
): Extension {
  const live = elements.filter(({ isDeleted }) => !isDeleted);
  const diagram = readDiagram({ elements: live, files: {} });
  const anchors = findAnchors(diagram, live);
  const { outline, errors } = readOutline(text, (key) => anchors.has(key));
  const fresh = onlyNew(outline, anchors);
  const ground = survey(live, diagram);
  const home = homesOf(outline, fresh, anchors);
  const { added, homeless } = placeBlocks({
    fresh,
    outline,
    anchors,
    home,
    ground,
    live,
    chance,
    flow,
  });
  const all = new Map([
    ...findAnchors(readDiagram({ elements: added, files: {} }), added),
    ...anchors,
  ]);
  const joined: SceneElement[][] = [];
  for (const edge of outline.edges) {
    if (!anchors.has(edge.from) && !anchors.has(edge.to)) continue;
    if (isDrawn(diagram, edge)) continue;
    const [from, to] = [all.get(edge.from), all.get(edge.to)];
    if (from && to) joined.push(drawArrow(from, to, edge, ground, chance));
  }
  const tied = tieArrows([...live, ...added], joined, chance);
  const isTied = new Set(tied.map(({ id }) => id));
  return {
    changed: [...tied, ...joined.flat(), ...added.filter(({ id }) => !isTied.has(id))],
    boxes: fresh.boxes.length,
    arrows: fresh.edges.length + joined.length,
    errors: errors.toSorted((a, b) => a.line - b.line),
    notices: describeHomes(outline, fresh, anchors, homeless, diagram),
  };
}

/** What of the outline is not on the canvas yet. A boundary whose boxes all are is left out. */
function onlyNew({ boxes, containers, edges }: Outline, ends: ReadonlyMap<string, End>): Outline {
  const isNew = ({ key }: { key: string }) => !ends.has(key);
  const fresh = boxes.filter(isNew);
  const needed = new Set<string>();
  const parents = new Map(containers.map(({ key, container }) => [key, container]));
  for (const box of fresh) {
    for (let at = box.container; at !== null; at = parents.get(at) ?? null) needed.add(at);
  }
  const open = containers.filter((container) => isNew(container) && needed.has(container.key));
  const known = new Set([...fresh, ...open].map(({ key }) => key));
  const inside = <T extends { container: string | null }>(item: T): T =>
    item.container === null || known.has(item.container) ? item : { ...item, container: null };
  return {
    boxes: fresh.map(inside),
    containers: open.map(inside),
    edges: edges.filter(({ from, to }) => known.has(from) && known.has(to)),
  };
}

/** For what is new and outermost: the boundary on the canvas in which the outline puts it. */
function homesOf(
  outline: Outline,
  fresh: Outline,
  anchors: ReadonlyMap<string, Anchor>,
): Map<string, string> {
  const written = new Map(
    [...outline.boxes, ...outline.containers].map(({ key, container }) => [key, container]),
  );
  return new Map(
    [...fresh.boxes, ...fresh.containers].flatMap(({ key, container }) => {
      const home = written.get(key) ?? null;
      return container === null && home !== null && anchors.has(home) ? [[key, home] as const] : [];
    }),
  );
}

function describeHomes(
  outline: Outline,
  fresh: Outline,
  anchors: ReadonlyMap<string, Anchor>,
  homeless: readonly string[],
  diagram: Diagram,
): string[] {
  const names = new Map([...outline.boxes, ...outline.containers].map((i) => [i.key, i]));
  const nameOf = (key: string | null) => names.get(key ?? "")?.name ?? "";
  const parents = new Map(diagram.containers.map(({ id, label }) => [id, label.toLowerCase()]));
  const isNew = new Set([...fresh.boxes, ...fresh.containers].map(({ key }) => key));
  const drawnIn = new Map(
    [...diagram.nodes, ...diagram.containers].map(({ label, container }) => [
      label.toLowerCase(),
      parents.get(container ?? "") ?? null,
    ]),
  );
  return [
    ...homeless.map((key) => {
      const home = nameOf(names.get(key)?.container ?? null);
      return `${home} has no room for ${nameOf(key)}, so it was drawn next to it.`;
    }),
    ...outline.boxes
      .filter(({ key, container }) => !isNew.has(key) && container !== null && anchors.has(key))
      .filter(({ key, container }) => drawnIn.get(key) !== container)
      .map(
        ({ key, container }) =>
          `${nameOf(key)} stays where it is, outside of ${nameOf(container)}.`,
      ),
  ];
}

function isDrawn(diagram: Diagram, edge: OutlineEdge): boolean {
  const names = new Map(
    [...diagram.nodes, ...diagram.containers].map(({ id, label }) => [id, label.toLowerCase()]),
  );
  return diagram.edges.some(({ from, to, direction, label }) => {
    const [a, b] = [names.get(from ?? ""), names.get(to ?? "")];
    const isSameWay = a === edge.from && b === edge.to;
    const isOtherWay = direction !== "forward" && a === edge.to && b === edge.from;
    return (
      (isSameWay || isOtherWay) &&
      direction === edge.direction &&
      (label ?? "").toLowerCase() === (edge.label ?? "").toLowerCase()
    );
  });
}

/** Draws an arrow on its way round things, and notes that it lies there now. */
function drawArrow(
  from: Anchor,
  to: Anchor,
  edge: OutlineEdge,
  ground: Ground,
  chance: Chance,
): SceneElement[] {
  const label = edge.label === null ? null : labelLines(edge.label);
  const loop = from === to ? findLoop(from.rect, label, ground, from.ids) : null;
  const points =
    loop ?? routeArrow(from, to, label, ground)?.points ?? loopAt(from.rect, false, false);
  const drawn = joinBoxes({ from, to }, edge, chance, points);
  points.slice(1).forEach((next, at) => ground.segments.push([points[at] ?? next, next]));
  for (const text of drawn.slice(1))
    ground.things.push({ id: text.id, rect: areaOf(text), notePx: 0 });
  return drawn;
}

/** The first corner of a box that is free for an arrow to itself; null where none is. */
function findLoop(
  rect: Rect,
  label: { widthPx: number; heightPx: number } | null,
  { things, loose }: Ground,
  own: ReadonlySet<string>,
): Point[] | null {
  const others = things
    .filter(({ id }) => !own.has(id))
    .map(({ rect: other, notePx }) => grown(other, label ? 0 : notePx))
    .concat(loose.map((point) => rectAround(point, 16, 16)));
  for (const [isLeft, isUp] of CORNERS) {
    const points = loopAt(rect, isLeft, isUp);
    const stretches = points.slice(1).flatMap((to, at) => {
      const from = points[at] ?? to;
      return unionOf([rectAround(from, 16, 16), rectAround(to, 16, 16)]) ?? [];
    });
    const [corner] = points.slice(2);
    const words = label && corner ? rectAround(corner, label.widthPx, label.heightPx) : null;
    const parts = words ? [...stretches, grown(words, 6)] : stretches;
    const isFree = others.every((other) => !parts.some((part) => overlaps(part, other)));
    if (isFree && !(words && overlaps(words, rect))) return points;
  }
  return null;
}

/** The boxes at the ends of new arrows know of them: the editor then moves both together. */
function tieArrows(
  elements: readonly SceneElement[],
  joined: readonly SceneElement[][],
  chance: Chance,
): SceneElement[] {
  return elements.flatMap((element) => {
    const arrows = joined.flatMap(([arrow]) =>
      arrow && isBoundTo(arrow, element.id) ? [{ id: arrow.id, type: "arrow" as const }] : [],
    );
    if (arrows.length === 0) return [];
    const boundElements = [...(element.boundElements ?? []), ...arrows];
    return [change(element, { boundElements }, chance)];
  });
}

function isBoundTo(arrow: SceneElement | undefined, id: string): boolean {
  if (arrow?.type !== "arrow") return false;
  return arrow.startBinding?.elementId === id || arrow.endBinding?.elementId === id;
}

import type { Diagram } from "../../diagram/diagram.schema";
import { layOut } from "../outline/draw-outline";
import type { Outline, OutlineEdge } from "../outline/outline";
import { parseOutline } from "../outline/parse-outline";
import { readDiagram } from "../../diagram/read-diagram";
import type { SceneElement } from "../../diagram/scene.schema";
import { boundsOfAll } from "./bounds";
import { change } from "./edits";
import type { Chance } from "./edits";
import { joinBoxes } from "./join-boxes";
import type { End } from "./join-boxes";

export type Extension = {
  /** What is new and what changed; all other elements stay as they are. */
  changed: SceneElement[];
  boxes: number;
  arrows: number;
};

/** Between what was drawn before and what is added below it. */
const MARGIN_PX = 80;
const BINDABLE = new Set(["rectangle", "ellipse", "diamond", "image", "frame", "text"]);

/**
 * Adds an outline (notation: docs/drawing.md) to a drawing. A name that the reader finds on the
 * canvas means that component, wherever it lies; what is new is laid out below the rest, and arrows
 * that are there already are not drawn twice.
 *
 * @throws OutlineError naming the line that can't be drawn
 */
export function extendDrawing(
  elements: readonly SceneElement[],
  text: string,
  chance: Chance,
): Extension {
  const outline = parseOutline(text);
  const live = elements.filter(({ isDeleted }) => !isDeleted);
  const diagram = readDiagram({ elements: live, files: {} });
  const ends = findEnds(diagram, live);
  const fresh = onlyNew(outline, ends);
  const added = fresh.boxes.length === 0 ? [] : placeBelow(live, layOut(fresh).elements, chance);
  const all = findEnds(readDiagram({ elements: added, files: {} }), added);
  const joined = outline.edges
    .filter((edge) => ends.has(edge.from) || ends.has(edge.to))
    .filter((edge) => !isDrawn(diagram, edge))
    .flatMap((edge) => {
      const from = ends.get(edge.from) ?? all.get(edge.from);
      const to = ends.get(edge.to) ?? all.get(edge.to);
      return from && to ? [joinBoxes({ from, to }, edge, chance)] : [];
    });
  return {
    changed: [...tieArrows([...live, ...added], joined, chance), ...joined.flat()].concat(
      added.filter(({ id }) => !joined.some((arrow) => isBoundTo(arrow[0], id))),
    ),
    boxes: fresh.boxes.length,
    arrows: fresh.edges.length + joined.length,
  };
}

/** Components and boundaries by their name in lower case; of two with one name the first read. */
function findEnds(diagram: Diagram, elements: readonly SceneElement[]): Map<string, End> {
  const byId = new Map(elements.map((element) => [element.id, element]));
  const ends = new Map<string, End>();
  for (const { label, elements: ids } of [...diagram.nodes, ...diagram.containers]) {
    const key = label.toLowerCase();
    const parts = ids.flatMap((id) => byId.get(id) ?? []);
    const place = parts.find(({ type }) => type !== "text" && BINDABLE.has(type)) ?? parts[0];
    if (key === "" || ends.has(key) || place === undefined) continue;
    const isBindable = BINDABLE.has(place.type);
    const { x, y, width, height } = isBindable ? place : (boundsOfAll(parts) ?? place);
    ends.set(key, { x, y, width, height, elementId: isBindable ? place.id : null });
  }
  return ends;
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

/** Moves freshly drawn elements below what is there, under ids that nothing else has. */
function placeBelow(
  live: readonly SceneElement[],
  drawn: readonly SceneElement[],
  chance: Chance,
): SceneElement[] {
  const [there, here] = [boundsOfAll(live), boundsOfAll(drawn)];
  const dx = there && here ? there.x - here.x : 0;
  const dy = there && here ? there.y + there.height + MARGIN_PX - here.y : 0;
  const ids = new Map(drawn.map(({ id }) => [id, chance.id()]));
  const nameOf = (id: string) => ids.get(id) ?? id;
  return drawn.map((element) => {
    const moved: SceneElement = {
      ...element,
      id: nameOf(element.id),
      x: element.x + dx,
      y: element.y + dy,
      index: null,
      versionNonce: chance.nonce(),
      boundElements:
        element.boundElements?.map((bound) => ({ ...bound, id: nameOf(bound.id) })) ?? null,
    };
    if (moved.type === "text" && moved.containerId !== null) {
      return { ...moved, containerId: nameOf(moved.containerId) };
    }
    if (moved.type !== "arrow") return moved;
    const rebind = (binding: typeof moved.startBinding) =>
      binding && { ...binding, elementId: nameOf(binding.elementId) };
    return {
      ...moved,
      startBinding: rebind(moved.startBinding),
      endBinding: rebind(moved.endBinding),
    };
  });
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

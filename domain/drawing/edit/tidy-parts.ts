import type { Diagram, DiagramContainer, DiagramEdge } from "../../diagram/diagram.schema";
import type { SceneElement } from "../../diagram/scene.schema";
import type { Arrow } from "./find-ties";
import { areaOf } from "./ground";
import { isWithin, unionOf } from "./rects";
import type { Rect } from "./rects";

type Line = Extract<SceneElement, { type: "line" }>;
export type TextElement = Extract<SceneElement, { type: "text" }>;

/** A box, picture or boundary that is laid out anew, with all it is made of. */
export type Part = {
  /** The id of its first element, which no tidying changes. */
  key: string;
  label: string;
  elements: SceneElement[];
  rect: Rect;
  container: string | null;
  /** For a boundary: the shape that is drawn round its members. */
  border: SceneElement | null;
};

/** A connection whose arrow is drawn anew. Keys of parts; null where an end is open. */
export type Tied = {
  from: string | null;
  to: string | null;
  direction: DiagramEdge["direction"];
  label: string | null;
  paths: (Arrow | Line)[];
  texts: TextElement[];
};

export type Parts = {
  boxes: Part[];
  boundaries: Part[];
  tied: Tied[];
  /** Free texts, each moved by itself. */
  notes: SceneElement[][];
  /** What the graph calls a part, by the key of it. */
  ofId: ReadonlyMap<string, string>;
};

/**
 * Sorts a drawing into what a layout moves. Everything is in the order in which it was drawn, so that
 * the same drawing is laid out in the same way wherever its parts lie.
 */
export function collectParts(live: readonly SceneElement[], diagram: Diagram): Parts {
  const rank = new Map(live.map(({ id }, at) => [id, at]));
  const byId = new Map(live.map((element) => [element.id, element]));
  const elementsOf = (ids: readonly string[]) =>
    ids
      .flatMap((id) => byId.get(id) ?? [])
      .sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
  const parents = new Map(
    [...diagram.nodes, ...diagram.containers].map((t) => [t.id, t.container]),
  );
  const borders = new Map(
    diagram.containers.map((container) => [container.id, borderOf(container, elementsOf)]),
  );
  const filled = new Set(parents.values());
  const isBoundary = (id: string) => filled.has(id) && (borders.get(id) ?? null) !== null;
  /** The outermost boundary that is no plain rectangle: all in it moves as one. */
  const wholeOf = (id: string): string => {
    let whole = id;
    for (let up = parents.get(id) ?? null; up !== null; up = parents.get(up) ?? null)
      if (!isBoundary(up)) whole = up;
    return whole;
  };
  const members = new Map<string, SceneElement[]>();
  const add = (id: string, ids: readonly string[]) =>
    void members.set(id, [...(members.get(id) ?? []), ...elementsOf(ids)]);
  for (const { id, elements } of [...diagram.nodes, ...diagram.containers])
    add(wholeOf(id), elements);
  for (const edge of diagram.edges)
    if (edge.from !== null && edge.to !== null && wholeOf(edge.from) === wholeOf(edge.to)) {
      const whole = wholeOf(edge.from);
      if (whole !== edge.from || whole !== edge.to) add(whole, edge.elements);
    }
  const labels = new Map(
    [...diagram.nodes, ...diagram.containers].map(({ id, label }) => [id, label]),
  );
  const keys = new Map<string, string>();
  for (const [id, elements] of members)
    keys.set(id, elementsOf(elements.map((e) => e.id))[0]?.id ?? id);
  const parts = [...members].map(([id, own]): Part => {
    const elements = elementsOf([...new Set(own.map((e) => e.id))]);
    const border = isBoundary(id) ? (borders.get(id) ?? null) : null;
    return {
      key: keys.get(id) ?? id,
      label: labels.get(id) ?? "",
      elements,
      rect: border
        ? areaOf(border)
        : (unionOf(elements.map(areaOf)) ?? areaOf(own[0] as SceneElement)),
      container: keys.get(parents.get(id) ?? "") ?? null,
      border,
    };
  });
  const boundaries = parts.filter(({ border }) => border !== null);
  const ofId = new Map([...parents.keys()].map((id) => [id, keys.get(wholeOf(id)) ?? id] as const));
  return {
    boxes: inOrder(
      [
        ...parts.filter(({ border }) => border === null),
        ...collectNameless(diagram, boundaries, elementsOf),
      ],
      rank,
    ),
    boundaries: inOrder(boundaries, rank),
    tied: collectTied(diagram, byId, ofId, rank),
    notes: diagram.annotations
      .map(({ elements }) => elementsOf(elements))
      .filter((elements) => elements.length > 0)
      .sort((a, b) => (rank.get(a[0]?.id ?? "") ?? 0) - (rank.get(b[0]?.id ?? "") ?? 0)),
    ofId,
  };
}

function inOrder(parts: Part[], rank: ReadonlyMap<string, number>): Part[] {
  return parts.sort((a, b) => (rank.get(a.key) ?? 0) - (rank.get(b.key) ?? 0));
}

/** A boundary can be drawn anew where it is an upright rectangle or a frame. */
function borderOf(
  { elements }: DiagramContainer,
  elementsOf: (ids: readonly string[]) => SceneElement[],
): SceneElement | null {
  const shapes = elementsOf(elements).filter(({ type }) => type !== "text");
  const [border] = shapes;
  if (!border || shapes.length > 1 || border.angle !== 0) return null;
  return border.type === "rectangle" || border.type === "frame" ? border : null;
}

/** Boxes and pictures without a name are laid out like others, in the boundary that holds them. */
function collectNameless(
  diagram: Diagram,
  boundaries: readonly Part[],
  elementsOf: (ids: readonly string[]) => SceneElement[],
): Part[] {
  const known = new Set(
    [...diagram.nodes, ...diagram.containers].flatMap(({ elements }) => elements),
  );
  return diagram.unreadable.flatMap(({ elementIds }): Part[] => {
    const elements = elementsOf(elementIds).filter(({ id }) => !known.has(id));
    const isShape = ({ type }: SceneElement) =>
      !["arrow", "line", "freedraw", "text"].includes(type);
    const rect = unionOf(elements.map(areaOf));
    if (!rect || !elements.every(isShape)) return [];
    const [home] = boundaries
      .filter((boundary) => isWithin(rect, boundary.rect))
      .sort((a, b) => a.rect.width * a.rect.height - b.rect.width * b.rect.height);
    const key = elements[0]?.id ?? "";
    return [{ key, label: "", elements, rect, container: home?.key ?? null, border: null }];
  });
}

function collectTied(
  diagram: Diagram,
  byId: ReadonlyMap<string, SceneElement>,
  ofId: ReadonlyMap<string, string>,
  rank: ReadonlyMap<string, number>,
): Tied[] {
  const key = (id: string | null) => (id === null ? null : (ofId.get(id) ?? null));
  const taken = new Set<string>();
  const tied = diagram.edges.flatMap((edge): Tied[] => {
    const [from, to] = [key(edge.from), key(edge.to)];
    const isInside = edge.from !== edge.to && from === to && from !== null;
    if (isInside || (from === null && to === null)) return [];
    const elements = edge.elements.flatMap((id) => byId.get(id) ?? []);
    const paths = elements.filter(
      (e): e is Arrow | Line => (e.type === "arrow" || e.type === "line") && !taken.has(e.id),
    );
    for (const { id } of paths) taken.add(id);
    const own = new Set(paths.map(({ id }) => id));
    const bound = [...byId.values()].filter(
      (e): e is TextElement => e.type === "text" && own.has(e.containerId ?? ""),
    );
    const free = elements.filter((e): e is TextElement => e.type === "text" && !bound.includes(e));
    const { direction, label } = edge;
    return [{ from, to, direction, label, paths, texts: [...bound, ...free] }];
  });
  const first = ({ paths }: Tied) => rank.get(paths[0]?.id ?? "") ?? 0;
  return tied.filter(({ paths }) => paths.length > 0).sort((a, b) => first(a) - first(b));
}

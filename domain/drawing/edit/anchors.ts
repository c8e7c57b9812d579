import type { Diagram } from "../../diagram/diagram.schema";
import type { SceneElement } from "../../diagram/scene.schema";
import { areaOf } from "./ground";
import type { End } from "./join-boxes";
import { unionOf } from "./rects";
import type { Stop } from "./route-arrow";

/** What an arrow can be drawn to: where it lies, and what it is made of. */
export type Anchor = End & Stop;

const BINDABLE = new Set(["rectangle", "ellipse", "diamond", "image", "frame", "text"]);
const POINTED = new Set(["ellipse", "diamond"]);

/** Components and boundaries by their name in lower case; of two with one name the first read. */
export function findAnchors(
  diagram: Diagram,
  elements: readonly SceneElement[],
): Map<string, Anchor> {
  const byId = new Map(elements.map((element) => [element.id, element]));
  const anchors = new Map<string, Anchor>();
  for (const { label, elements: ids } of [...diagram.nodes, ...diagram.containers]) {
    const key = label.toLowerCase();
    const anchor = anchorOf(ids.flatMap((id) => byId.get(id) ?? []));
    if (key !== "" && !anchors.has(key) && anchor) anchors.set(key, anchor);
  }
  return anchors;
}

/** What of a component's elements an arrow is bound to, if to any, and the place of it. */
export function anchorOf(parts: readonly SceneElement[]): Anchor | null {
  const place = parts.find(({ type }) => type !== "text" && BINDABLE.has(type)) ?? parts[0];
  if (place === undefined) return null;
  const isBindable = BINDABLE.has(place.type);
  const rect = (isBindable ? areaOf(place) : unionOf(parts.map(areaOf))) ?? areaOf(place);
  return {
    ...rect,
    rect,
    elementId: isBindable ? place.id : null,
    ids: new Set(parts.map(({ id }) => id)),
    isPointed: POINTED.has(place.type),
  };
}

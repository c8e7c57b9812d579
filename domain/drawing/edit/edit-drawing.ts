import type { Diagram } from "../../diagram/diagram.schema";
import { BOX_FONT_PX } from "../outline/looks";
import { breakLines } from "../outline/measure";
import { toText } from "../outline/to-scene";
import { sceneElementSchema } from "../../diagram/scene.schema";
import type { SceneElement } from "../../diagram/scene.schema";
import { change } from "./edits";
import type { Chance } from "./edits";

/** The editor keeps this much on both sides of a text in a box. */
const PADDING_PX = 10;

/**
 * Gives a component another name, or its first one. A box grows where the name needs it.
 * @returns the changed elements; none where the component has no box and no text
 */
export function renameComponent(
  elements: readonly SceneElement[],
  component: { label: string; elements: readonly string[] },
  name: string,
  chance: Chance,
): SceneElement[] {
  const parts = elements.filter(({ id }) => component.elements.includes(id));
  const box = parts.find(({ type }) => ["rectangle", "ellipse", "diamond"].includes(type));
  const texts = parts.filter((element) => element.type === "text");
  const text =
    texts.find((element) => collapse(element.originalText) === component.label) ?? texts[0];
  const holder = text ? parts.find(({ id }) => id === text.containerId) : box;
  const maxPx = holder ? Math.max(holder.width - PADDING_PX, BOX_FONT_PX) : Infinity;
  const lines = breakLines(name, text?.fontSize ?? BOX_FONT_PX, maxPx);
  const height = holder ? Math.max(holder.height, lines.heightPx + PADDING_PX) : 0;
  const at = holder && {
    x: holder.x + holder.width / 2 - lines.widthPx / 2,
    y: holder.y + height / 2 - lines.heightPx / 2,
  };
  const words = { text: lines.lines.join("\n"), originalText: name };
  if (text) {
    const size = { width: lines.widthPx, height: lines.heightPx };
    const grown = holder && height > holder.height ? [change(holder, { height }, chance)] : [];
    return [...grown, change(text, { ...words, ...size, ...at }, chance)];
  }
  if (!holder || !at) return [];
  const id = chance.id();
  const fresh = toText(id, holder.id, name, lines, [at.x, at.y], BOX_FONT_PX);
  const boundElements = [...(holder.boundElements ?? []), { id, type: "text" as const }];
  return [
    change(holder, { height, boundElements }, chance),
    sceneElementSchema.parse({ ...fresh, versionNonce: chance.nonce() }),
  ];
}

/** Takes a component, with the arrows at it, or one arrow off the canvas. `id` as the reader gives it. */
export function removeFromDrawing(
  elements: readonly SceneElement[],
  diagram: Diagram,
  id: string,
  chance: Chance,
): SceneElement[] {
  const removed = [
    ...diagram.nodes.filter((node) => node.id === id),
    ...diagram.edges.filter((edge) => edge.id === id || edge.from === id || edge.to === id),
  ];
  const ids = new Set(removed.flatMap((part) => part.elements));
  return elements.flatMap((element) => {
    if (element.isDeleted) return [];
    const isBoundText =
      element.type === "text" && element.containerId !== null && ids.has(element.containerId);
    if (ids.has(element.id) || isBoundText) return [change(element, { isDeleted: true }, chance)];
    if (!element.boundElements?.some((bound) => ids.has(bound.id))) return [];
    const boundElements = element.boundElements.filter((bound) => !ids.has(bound.id));
    return [change(element, { boundElements }, chance)];
  });
}

function collapse(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

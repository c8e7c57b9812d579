import { sceneElementSchema, type Scene, type SceneElement } from "../../diagram/scene.schema";
import { BOX_FONT_PX, LABEL_FONT_PX, paintOf, TITLE_FONT_PX, type Paint } from "./looks";
import { LINE_HEIGHT, type Lines } from "./measure";
import type { Item, Plan, Point } from "./plan";
import { END_GAP_PX } from "./ports";
import type { Route } from "./routes";

const INK = "#1e1e1e";
/** Arrows, their labels, and the titles of boundaries. */
export const QUIET = "#495057";
/** Excalidraw's hand-drawn font. */
const FONT_FAMILY = 5;
/** The editor keeps this between a container and the text bound to it. */
const TEXT_PADDING_PX = 5;

type Rough = Record<string, unknown>;
type Bound = { id: string; type: "arrow" | "text" };

/** Writes the plan down as elements: boundaries lowest, then arrows, boxes, and the labels of arrows. */
export function toScene(plan: Plan, routes: readonly Route[]): Scene {
  const items = [...plan.items.values()];
  const idOfItem = new Map(items.map((i) => [i.key, idOf(i.box ? "box" : "boundary", i.key)]));
  const bound = new Map<string, Bound[]>();
  const arrows = routes.map((route) => {
    const { edge } = route.course;
    const id = idOf("arrow", edge.from, edge.to, edge.direction, edge.label ?? "");
    for (const key of new Set([edge.from, edge.to]))
      bound.set(key, [...(bound.get(key) ?? []), { id, type: "arrow" }]);
    return { id, route };
  });
  const drawItem = (item: Item) =>
    toShape(item, idOfItem.get(item.key) ?? "", bound.get(item.key) ?? []);
  const boundaries = items.filter((i) => !i.box).sort((a, b) => a.depth - b.depth);
  const rough = [
    ...boundaries.flatMap(drawItem),
    ...arrows.map(({ id, route }) => toArrow(id, route, idOfItem)),
    ...items.filter((i) => i.box).flatMap(drawItem),
    ...arrows.flatMap(({ id, route }) => toArrowLabel(id, route)),
  ];
  return { elements: rough.map(finish), files: {} };
}

function toShape(item: Item, id: string, bound: readonly Bound[]): Rough[] {
  const { left, right, top, bottom } = item;
  const place = { x: left, y: top, width: right - left, height: bottom - top };
  const textId = idOf("text", id);
  const boundElements = [{ id: textId, type: "text" }, ...bound];
  const paint: Paint = item.box ? paintOf(item.box) : { stroke: "#868e96", fill: "transparent" };
  const shape = {
    id,
    type: typeOf(item),
    ...place,
    strokeColor: paint.stroke,
    backgroundColor: paint.fill,
    strokeStyle: item.box ? "solid" : "dashed",
    strokeWidth: item.box ? 2 : 1,
    roundness: roundnessOf(item),
    boundElements,
  };
  const text = item.figure?.text ?? item.title;
  if (!text) return [shape];
  const fontSize = item.box ? BOX_FONT_PX : TITLE_FONT_PX;
  const at: Point = item.box
    ? [(left + right) / 2 - text.widthPx / 2, (top + bottom) / 2 - text.heightPx / 2]
    : [left + TEXT_PADDING_PX, top + TEXT_PADDING_PX];
  const words = toText(textId, id, item.source.name, text, at, fontSize);
  return [
    shape,
    item.box ? words : { ...words, textAlign: "left", verticalAlign: "top", strokeColor: QUIET },
  ];
}

function typeOf(item: Item): "rectangle" | "ellipse" | "diamond" {
  if (item.box?.shape === "store") return "ellipse";
  return item.box?.shape === "decision" ? "diamond" : "rectangle";
}

function roundnessOf(item: Item): { type: number } | null {
  if (!item.box || item.box.shape === "store") return null;
  return { type: item.box.shape === "decision" ? 2 : 3 };
}

/** A text bound to a box or to an arrow. */
export function toText(
  id: string,
  containerId: string,
  originalText: string,
  { lines, widthPx, heightPx }: Lines,
  [x, y]: Point,
  fontSize: number,
): Rough {
  return {
    id,
    type: "text",
    x,
    y,
    width: widthPx,
    height: heightPx,
    text: lines.join("\n"),
    originalText,
    fontSize,
    fontFamily: FONT_FAMILY,
    lineHeight: LINE_HEIGHT,
    textAlign: "center",
    verticalAlign: "middle",
    containerId,
    strokeColor: INK,
  };
}

function toArrow(id: string, route: Route, idOfItem: ReadonlyMap<string, string>): Rough {
  const { edge } = route.course;
  const [x, y] = route.points[0] ?? [0, 0];
  const points = route.points.map(([px, py]) => [px - x, py - y]);
  const span = (at: 0 | 1) => {
    const values = route.points.map((p) => p[at]);
    return Math.max(...values) - Math.min(...values);
  };
  const binding = (key: string) => ({ elementId: idOfItem.get(key), focus: 0, gap: END_GAP_PX });
  return {
    id,
    type: "arrow",
    x,
    y,
    width: span(0),
    height: span(1),
    points,
    strokeColor: QUIET,
    strokeWidth: 2,
    roundness: null,
    startBinding: binding(edge.from),
    endBinding: binding(edge.to),
    startArrowhead: edge.direction === "both" ? "arrow" : null,
    endArrowhead: edge.direction === "none" ? null : "arrow",
    boundElements: edge.label === null ? null : [{ id: idOf("text", id), type: "text" }],
  };
}

function toArrowLabel(arrowId: string, { course, labelAt }: Route): Rough[] {
  const { label, edge } = course;
  if (!label || !labelAt || edge.label === null) return [];
  const at: Point = [labelAt[0] - label.widthPx / 2, labelAt[1] - label.heightPx / 2];
  return [toText(idOf("text", arrowId), arrowId, edge.label, label, at, LABEL_FONT_PX)];
}

/** Adds what every element needs; all numbers come from its id, so that a drawing is always the same. */
function finish(rough: Rough, at: number): SceneElement {
  const id = String(rough["id"]);
  return sceneElementSchema.parse({
    ...rough,
    seed: hash(id, 1),
    version: 1,
    versionNonce: hash(id, 2),
    index: indexAt(at),
  });
}

/** A key of Excalidraw's fractional order: "b" and two digits to the base 62. */
function indexAt(at: number): string {
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return `b${digits[Math.floor(at / 62)] ?? "z"}${digits[at % 62] ?? "z"}`;
}

function idOf(kind: string, ...names: string[]): string {
  const words = JSON.stringify(names);
  return `${kind}-${hash(words, 3).toString(36)}${hash(words, 4).toString(36)}`;
}

/** FNV-1a, 31 bits. */
function hash(words: string, salt: number): number {
  let value = 0x811c9dc5 ^ salt;
  for (let i = 0; i < words.length; i++) value = Math.imul(value ^ words.charCodeAt(i), 0x01000193);
  // The last letters have to reach the high bits, too.
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 1;
}

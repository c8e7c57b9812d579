import type { Scene, SceneElement } from "../diagram/scene.schema";
import { escapeText, tag } from "./svg";

const MARGIN_PX = 12;
const CORNER_PX = 12;
const HEAD_PX = 11;
type Point = readonly [number, number];

/** A drawing made from an outline as SVG with clean lines: boxes, stores, decisions, boundaries, arrows, words. */
export function drawScene({ elements }: Scene, title: string): string {
  const shown = elements.filter(({ isDeleted }) => !isDeleted);
  const corners = shown.flatMap(listCorners);
  const left = Math.min(...corners.map(([x]) => x)) - MARGIN_PX;
  const top = Math.min(...corners.map(([, y]) => y)) - MARGIN_PX;
  const width = Math.max(...corners.map(([x]) => x)) + MARGIN_PX - left;
  const height = Math.max(...corners.map(([, y]) => y)) + MARGIN_PX - top;
  const viewBox = [left, top, width, height].map(Math.round).join(" ");
  const attributes = { viewBox, role: "img", "aria-label": title, class: "drawing" };
  return tag("svg", attributes, shown.map(drawElement).join(""));
}

function listCorners(element: SceneElement): Point[] {
  const { x, y, width, height } = element;
  if ("points" in element) return element.points.map(([px, py]) => [x + px, y + py] as const);
  return [
    [x, y],
    [x + width, y + height],
  ];
}

function drawElement(element: SceneElement): string {
  switch (element.type) {
    case "rectangle":
    case "ellipse":
    case "diamond":
      return drawShape(element);
    case "line":
    case "arrow":
      return drawArrow(element);
    case "text":
      return drawText(element);
    // An outline draws none of these.
    case "freedraw":
    case "frame":
    case "image":
      return "";
  }
}

type Of<Type extends SceneElement["type"]> = Extract<SceneElement, { type: Type }>;

function drawShape(element: Of<"rectangle" | "ellipse" | "diamond">): string {
  const { x, y, width, height } = element;
  const paint = {
    fill: element.backgroundColor === "transparent" ? "none" : element.backgroundColor,
    stroke: element.strokeColor,
    "stroke-width": element.strokeWidth,
    "stroke-dasharray": element.strokeStyle === "dashed" ? "8 6" : undefined,
  };
  const [cx, cy] = [x + width / 2, y + height / 2];
  if (element.type === "ellipse") {
    return tag("ellipse", { cx, cy, rx: width / 2, ry: height / 2, ...paint });
  }
  if (element.type === "diamond") {
    const points = `${cx},${y} ${x + width},${cy} ${cx},${y + height} ${x},${cy}`;
    return tag("polygon", { points, ...paint });
  }
  const rx = element.roundness === null ? 0 : CORNER_PX;
  return tag("rect", { x, y, width, height, rx, ...paint });
}

function drawArrow(element: Of<"line" | "arrow">): string {
  const points = element.points.map(([x, y]): Point => [element.x + x, element.y + y]);
  const paint = { fill: "none", stroke: element.strokeColor, "stroke-width": element.strokeWidth };
  const path = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  const heads = [
    element.startArrowhead === null ? "" : drawHead(points.toReversed(), paint),
    element.endArrowhead === null ? "" : drawHead(points, paint),
  ];
  return tag("polyline", { points: path, ...paint }) + heads.join("");
}

/** Two short strokes that meet in the last point. */
function drawHead(points: readonly Point[], paint: Record<string, string | number>): string {
  const [before, end] = points.slice(-2);
  if (before === undefined || end === undefined) return "";
  const direction = Math.atan2(end[1] - before[1], end[0] - before[0]);
  const [one, other] = [-0.45, 0.45].map((turn) => {
    const angle = direction + turn;
    return `${(end[0] - HEAD_PX * Math.cos(angle)).toFixed(1)},${(end[1] - HEAD_PX * Math.sin(angle)).toFixed(1)}`;
  });
  return tag("polyline", {
    points: `${one} ${end[0].toFixed(1)},${end[1].toFixed(1)} ${other}`,
    ...paint,
  });
}

/** Words in the middle of their room, or from its left edge; those of an arrow cover the arrow. */
function drawText(element: Of<"text">): string {
  const { x, y, width, fontSize, strokeColor: fill } = element;
  const lines = element.text.split("\n");
  const step = element.height / lines.length;
  const isLeft = element.textAlign === "left";
  const at = isLeft ? x : x + width / 2;
  const spans = lines.map((line, index) =>
    tag("tspan", { x: at, y: y + step * (index + 0.5) + fontSize * 0.34 }, escapeText(line)),
  );
  const anchor = isLeft ? "start" : "middle";
  const isLabel = element.containerId?.startsWith("arrow") ?? false;
  const look = isLabel ? "drawing-label" : undefined;
  const looks = { "font-size": fontSize, "text-anchor": anchor, fill, class: look };
  return tag("text", looks, spans.join(""));
}

import type { SceneElement } from "../../diagram/scene.schema";
import type { Outline, OutlineEdge, Shape } from "../outline/outline";
import type { Parts, TextElement, Tied } from "./tidy-parts";

const SHAPES: Record<string, Shape> = { ellipse: "store", diamond: "decision" };

/** The parts and what joins them, as a layout takes them. */
export function toOutline({ boxes, boundaries }: Parts, tied: readonly Tied[]): Outline {
  return {
    boxes: boxes.map(({ key, label, elements, rect, container }) => ({
      key,
      name: label,
      shape: SHAPES[elements.find(({ type }) => type !== "text")?.type ?? ""] ?? "box",
      container,
      size: { widthPx: rect.width, heightPx: rect.height },
    })),
    containers: boundaries.map(({ key, label, elements, container, border }) => ({
      key,
      name: border?.type === "frame" ? "" : label,
      container,
      fontPx: titleOf(elements)?.fontSize ?? 20,
    })),
    edges: tied.map(toOutlineEdge),
  };
}

export function toOutlineEdge({ from, to, direction, label, texts }: Tied): OutlineEdge {
  const size = {
    widthPx: Math.max(...texts.map(({ width }) => width)),
    heightPx: texts.reduce((sum, { height }) => sum + height, 0),
  };
  const isLabelled = label !== null && texts.length > 0;
  return {
    from: from ?? "",
    to: to ?? "",
    direction,
    label: isLabelled ? label : null,
    ...(isLabelled ? { labelSize: size } : {}),
  };
}

function titleOf(elements: readonly SceneElement[]): TextElement | null {
  return elements.find((e): e is TextElement => e.type === "text") ?? null;
}

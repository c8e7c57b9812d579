import { kindOf } from "../../diagram/components";
import type { ComponentKind } from "../../diagram/diagram.schema";
import { breakLines, type Lines } from "./measure";
import type { OutlineBox, OutlineEdge, Shape } from "./outline";

export const BOX_FONT_PX = 20;
export const LABEL_FONT_PX = 16;
export const TITLE_FONT_PX = 20;

/** A name is broken where its box would grow wider. */
const MAX_TEXT_PX: Record<Shape, number> = { box: 150, person: 150, store: 130, decision: 110 };
const MAX_LABEL_PX = 120;
const MIN_WIDTH_PX = 140;
const MIN_HEIGHT_PX = 80;
const PADDING_PX = 18;

export type Paint = { stroke: string; fill: string };
type Family = "people" | "entry" | "work" | "flow" | "store" | "model" | "guard" | "watch";

/** Pale fills with a darker border of the same hue: the editor's dark theme inverts both and keeps the hue. */
const PAINTS: Record<Family | "plain", Paint> = {
  plain: { stroke: "#495057", fill: "#f8f9fa" },
  people: { stroke: "#1971c2", fill: "#e7f5ff" },
  entry: { stroke: "#0c8599", fill: "#e3fafc" },
  work: { stroke: "#495057", fill: "#f8f9fa" },
  flow: { stroke: "#e67700", fill: "#fff9db" },
  store: { stroke: "#2f9e44", fill: "#ebfbee" },
  model: { stroke: "#6741d9", fill: "#f3f0ff" },
  guard: { stroke: "#c92a2a", fill: "#fff5f5" },
  watch: { stroke: "#d9480f", fill: "#fff4e6" },
};

const FAMILIES: Record<ComponentKind, Family> = {
  client: "people",
  human: "people",
  external: "people",
  cdn: "entry",
  gateway: "entry",
  load_balancer: "entry",
  service: "work",
  worker: "work",
  scheduler: "flow",
  queue: "flow",
  stream: "flow",
  cache: "store",
  database: "store",
  object_store: "store",
  vector_store: "store",
  search_index: "store",
  feature_store: "store",
  model_registry: "store",
  embedding_model: "model",
  reranker: "model",
  llm: "model",
  model: "model",
  training: "model",
  guardrail: "guard",
  evaluation: "watch",
  monitoring: "watch",
};

export type Figure = { text: Lines; widthPx: number; heightPx: number };

/** Colours by the kind that the name tells; a shape that was asked for says more. */
export function paintOf(box: OutlineBox): Paint {
  if (box.shape === "person") return PAINTS.people;
  if (box.shape === "store") return PAINTS.store;
  const kind = kindOf(box.name);
  return PAINTS[kind ? FAMILIES[kind] : "plain"];
}

/** The size at which the name fits: in an ellipse or a diamond only the middle of it holds text. */
export function figureOf(box: OutlineBox): Figure {
  const text = breakLines(box.name, BOX_FONT_PX, MAX_TEXT_PX[box.shape]);
  if (box.size) return { text, ...box.size };
  const stretch = box.shape === "decision" ? 2 : box.shape === "store" ? Math.SQRT2 : 1;
  return {
    text,
    widthPx: even(Math.max(MIN_WIDTH_PX, text.widthPx * stretch + 2 * PADDING_PX)),
    heightPx: even(Math.max(MIN_HEIGHT_PX, text.heightPx * stretch + 2 * PADDING_PX)),
  };
}

/** What a label takes up on its arrow; null without one. */
export function labelOf({ label, labelSize }: OutlineEdge): Lines | null {
  if (label === null) return null;
  return labelSize ? { lines: [label], ...labelSize } : labelLines(label);
}

export function labelLines(label: string): Lines {
  return breakLines(label, LABEL_FONT_PX, MAX_LABEL_PX);
}

function even(px: number): number {
  return 2 * Math.ceil(px / 2);
}

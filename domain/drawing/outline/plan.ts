import type { Lines } from "./measure";
import type { OutlineBox, OutlineContainer, OutlineEdge } from "./outline";
import type { Figure } from "./looks";

export type Point = readonly [number, number];
export type Span = readonly [number, number];

/** A box or boundary with its place. Lengths in px, y downwards; columns count from the left. */
export type Item = {
  key: string;
  container: string | null;
  /** Null for a boundary. */
  box: OutlineBox | null;
  figure: Figure | null;
  source: OutlineBox | OutlineContainer;
  firstColumn: number;
  lastColumn: number;
  /** How many boundaries lie around it. */
  depth: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** A boundary's name. */
  title: Lines | null;
};

/**
 * How an arrow runs. Across: from the right side of `left` to the left side of `right`, through the gaps
 * from `firstGap` to `lastGap`. Turn: the two share a column, and both ends lie at the gap after it.
 * Gap n follows column n.
 */
export type Course = {
  edge: OutlineEdge;
  label: Lines | null;
  kind: "across" | "turn";
  left: string;
  right: string;
  firstGap: number;
  lastGap: number;
  labelGap: number;
};

/** Boxes of a column and the space after it; labels lie between `zone`'s ends. */
export type Column = { x: Span; gap: Span; zone: Span };

export type Plan = { items: Map<string, Item>; courses: Course[]; columns: Column[] };

export function itemOf(items: ReadonlyMap<string, Item>, key: string): Item {
  const item = items.get(key);
  if (!item) throw new Error(`No item ${key}`);
  return item;
}

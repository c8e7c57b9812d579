import { Graph, layout } from "@dagrejs/dagre";

import { findBackEdges } from "./find-back-edges";
import { figureOf, labelOf } from "./looks";
import type { Outline } from "./outline";

/** Free space between boxes of a column; half of both together lies between a box and its boundary. */
const NODE_SEP_PX = 56;
const EDGE_SEP_PX = 40;
/** Only the order of the ranks is kept, so any distance serves. */
const RANK_SEP_PX = 100;

/** Where dagre sees a box: its column, counted from the left, and the height of its middle. */
export type Spot = { column: number; y: number };

/**
 * Asks dagre for the columns and for an order in them with few crossings, boundaries kept together.
 * It knows no arrows to boundaries: the first box inside stands for one.
 */
export function rankBoxes(outline: Outline): Map<string, Spot> {
  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({
    rankdir: "LR",
    nodesep: NODE_SEP_PX,
    edgesep: EDGE_SEP_PX,
    ranksep: RANK_SEP_PX,
  });
  const ids = new Map<string, string>();
  for (const { key } of [...outline.containers, ...outline.boxes]) ids.set(key, `n${ids.size}`);
  const idOf = (key: string) => ids.get(key) ?? "";
  for (const { key } of outline.containers) graph.setNode(idOf(key), { width: 0, height: 0 });
  for (const box of outline.boxes) {
    const { widthPx, heightPx } = figureOf(box);
    graph.setNode(idOf(box.key), { width: widthPx, height: heightPx });
  }
  for (const { key, container } of [...outline.containers, ...outline.boxes])
    if (container !== null) graph.setParent(idOf(key), idOf(container));
  const back = findBackEdges(outline);
  outline.edges.forEach((edge, i) => {
    const ends = back.has(edge) ? [edge.to, edge.from] : [edge.from, edge.to];
    const [from = "", to = ""] = ends.map((key) => idOf(boxFor(outline, key)));
    const size = labelOf(edge);
    const label = {
      width: size?.widthPx ?? 0,
      height: size?.heightPx ?? 0,
      labelpos: "c" as const,
    };
    if (from !== to) graph.setEdge(from, to, label, `e${i}`);
  });
  layout(graph);
  const at = outline.boxes.map(({ key }) => {
    const { x, y } = graph.node(idOf(key)) as { x: number; y: number };
    return { key, x: Math.round(x), y: Math.round(y) };
  });
  const xs = [...new Set(at.map((a) => a.x))].sort((a, b) => a - b);
  return new Map(at.map(({ key, x, y }) => [key, { column: xs.indexOf(x), y }]));
}

function boxFor(outline: Outline, key: string): string {
  const inner = [...outline.boxes, ...outline.containers].find((i) => i.container === key);
  return inner ? boxFor(outline, inner.key) : key;
}

import { toLabelledGraph } from "#domain/diagram/print";
import { readDiagram } from "#domain/diagram/read-diagram";
import { arrow, named, sceneOf } from "./testing";

type Rough = Record<string, unknown>;

/** A drawing as it is read, in words that a test can compare. */
export function read(elements: readonly Rough[]) {
  const diagram = readDiagram(sceneOf(elements));
  const graph = toLabelledGraph(diagram);
  const signs = { forward: "->", both: "<->", none: "--" };
  return {
    diagram,
    nodes: graph.nodes.map((n) => n.label).sort(),
    edges: graph.edges
      .map(
        (e) => `${e.from} ${signs[e.direction]} ${e.to}${e.label === null ? "" : `: ${e.label}`}`,
      )
      .sort(),
    bindings: graph.edges.map((e) => e.binding),
    boundaries: graph.containers
      .map((c) => `${c.label}: ${[...c.contains].sort().join(", ")}`)
      .sort(),
    annotations: graph.annotations,
    unreadable: graph.unreadable.map((u) => u.what),
    hidden: diagram.hidden.map((h) => h.reason),
  };
}

/** Two named components, and the way between them. */
export const A = named("a", 0, 0, "Api");
export const B = named("b", 400, 0, "Store");
export const straight = [
  [145, 35],
  [395, 35],
] as const;

/** A round stroke by hand, nearly closed. */
export function stroke(id: string, cx: number, cy: number, rx: number, ry: number): Rough {
  const points = Array.from({ length: 41 }, (_, i) => {
    const angle = 0.2 + ((2 * Math.PI - 0.2) * i) / 40;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const;
  });
  return arrow(id, points, { type: "freedraw" });
}

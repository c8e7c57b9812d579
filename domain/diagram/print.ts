import type { Diagram } from "./diagram.schema";

/** The graph with labels in place of ids: what scorers and people compare. */
export function toLabelledGraph(diagram: Diagram, id?: string) {
  const labels = new Map([...diagram.nodes, ...diagram.containers].map((n) => [n.id, n.label]));
  const labelOf = (end: string | null) => (end === null ? null : (labels.get(end) ?? null));
  return {
    ...(id === undefined ? {} : { id }),
    nodes: diagram.nodes.map((n) => ({ label: n.label, elements: n.elements })),
    edges: diagram.edges.map((e) => ({
      from: labelOf(e.from),
      to: labelOf(e.to),
      direction: e.direction,
      label: e.label,
      binding: e.binding,
      arrow: e.elements[0] ?? null,
    })),
    containers: diagram.containers.map((c) => ({
      label: c.label,
      elements: c.elements,
      contains: c.contains.map((member) => labels.get(member) ?? ""),
    })),
    annotations: diagram.annotations.map((a) => a.text),
    unreadable: diagram.unreadable,
  };
}

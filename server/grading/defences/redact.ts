import { findGraderDirected, findScattered, isGraderDirected } from "./directed-language";
import type { Diagram } from "#domain/diagram/diagram.schema";

/**
 * A text without the sentences that speak to the grader: what a judge doesn't read can't talk it
 * round. Nothing is put in their place, for that would be one more thing to play with.
 */
export function redactText(text: string): { text: string; removed: number } {
  const spans = findGraderDirected(text);
  let kept = "";
  let from = 0;
  for (const { start, end } of spans) {
    kept += text.slice(from, start);
    from = end;
  }
  return { text: kept + text.slice(from), removed: spans.length };
}

/**
 * A drawing without the words that speak to the grader: its boxes, arrows and boundaries stay where
 * they are, without a label; notes go.
 */
export function redactDiagram(diagram: Diagram): { diagram: Diagram; removed: number } {
  const labelled = [...diagram.nodes, ...diagram.edges, ...diagram.containers];
  const texts = [
    ...labelled.map(({ id, label }) => ({ id, text: label ?? "" })),
    ...diagram.annotations,
  ];
  const scattered = findScattered(texts.map(({ text }) => text));
  const directed = new Set(
    texts.filter(({ text }, i) => scattered.has(i) || isGraderDirected(text)).map(({ id }) => id),
  );
  const notes = diagram.nodes.flatMap((node) => node.notes).filter(isGraderDirected);
  const removed = directed.size + notes.length;
  if (removed === 0) return { diagram, removed };
  const annotations = diagram.annotations.filter(({ id }) => !directed.has(id));
  return {
    removed,
    diagram: {
      ...diagram,
      nodes: diagram.nodes.map((node) => ({
        ...node,
        ...(directed.has(node.id) && { label: "", kind: null }),
        notes: node.notes.filter((note) => !isGraderDirected(note)),
      })),
      edges: diagram.edges.map((edge) => (directed.has(edge.id) ? { ...edge, label: null } : edge)),
      containers: diagram.containers.map((container) =>
        directed.has(container.id) ? { ...container, label: "", kind: null } : container,
      ),
      annotations,
      counts: { ...diagram.counts, annotations: annotations.length },
    },
  };
}

import type { Diagram } from "./diagram.schema";

/** The diagram as the grader reads it. Deterministic to the byte. */
export function diagramToText(diagram: Diagram): string {
  return `Counts: ${diagram.counts.nodes} components\n`;
}

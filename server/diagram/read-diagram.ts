import type { Diagram } from "./diagram.schema";
import type { Scene } from "./scene.schema";

/** Reads the graph out of a scene. Pure and deterministic. */
export function readDiagram(scene: Scene): Diagram {
  const hidden = scene.elements
    .filter((element) => element.isDeleted)
    .map((element) => ({ elementIds: [element.id], reason: "deleted" }));
  return {
    nodes: [],
    edges: [],
    containers: [],
    annotations: [],
    unreadable: [],
    hidden,
    counts: {
      nodes: 0,
      edges: 0,
      boundEdges: 0,
      inferredEdges: 0,
      danglingEdges: 0,
      containers: 0,
      annotations: 0,
      unreadable: 0,
      hidden: hidden.length,
    },
  };
}

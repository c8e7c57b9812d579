import { assemble } from "./assemble";
import { matchCaptions } from "./captions";
import { nest } from "./containment";
import type { Diagram } from "./diagram.schema";
import { dropLegend, labelEdges } from "./edge-labels";
import { readEdges } from "./edges";
import { attachLids, labelFromInside, mergePartsIntoWholes } from "./leaves";
import { toPieces } from "./pieces";
import type { Scene } from "./scene.schema";
import { isOutsideTitle, matchCornerBadges, matchTitles } from "./titles";
import { toDrawing } from "./units";
import { splitByVisibility } from "./visibility";

/**
 * Reads the graph out of a scene: components, connections, boundaries, annotations, and what a person
 * sees but the reader can't read. Pure, deterministic, and the same for the same drawing however its
 * elements are ordered, named, moved or turned as a whole.
 */
export function readDiagram(scene: Scene): Diagram {
  const pieces = toPieces(scene.elements.filter((element) => !element.isDeleted));
  const { visible, hidden } = splitByVisibility(pieces);
  const drawing = toDrawing(visible);
  nest(drawing);
  labelFromInside(drawing);
  matchCaptions(drawing, isOutsideTitle);
  matchCornerBadges(drawing);
  mergePartsIntoWholes(drawing);
  attachLids(drawing);
  matchTitles(drawing);
  const { edges, loose } = readEdges(drawing);
  const kept = dropLegend(drawing, edges);
  labelEdges(drawing, kept);
  return assemble({ pieces, drawing, edges: kept, loose, hidden });
}

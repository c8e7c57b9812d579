import type { Edge } from "./edges";
import { boxGap, boxToPath } from "./geometry";
import { isWord } from "./groups";
import type { Piece } from "./pieces";
import type { Drawing } from "./units";

/** A label stands this close to its path: 20 px at the usual letters, three lines of larger ones. */
const MIN_REACH_PX = 20;
const REACH_EM = 3;
/** Nearest to the very ends of a path lies what the path joins, not what labels it. */
const END_SHARE = 0.08;
/** Two texts this close to each other, on one edge, are one label. */
const SECOND_LINE_EM = 1.5;

type Match = { edge: Edge; text: Piece; cost: number };

/** Labels edges by their bound text, else by the free text nearest to their course. */
export function labelEdges(drawing: Drawing, edges: readonly Edge[]): void {
  for (const edge of edges) {
    const bound = edge.paths.flatMap((p) => drawing.arrowTexts.get(p.piece.id) ?? []);
    edge.labelPieces = [...new Set(bound)];
  }
  const matches: Match[] = [];
  for (const text of drawing.freeTexts.filter(isWord))
    for (const edge of edges) {
      if (edge.labelPieces.length > 0) continue;
      const cost = labelCost(text, edge);
      if (cost !== null) matches.push({ edge, text, cost });
    }
  matches.sort((a, b) => a.cost - b.cost);
  const taken = new Set<Edge | Piece>();
  for (const { edge, text } of matches) {
    if (taken.has(edge) || taken.has(text)) continue;
    taken.add(edge).add(text);
    edge.labelPieces = [text];
  }
  for (const { edge, text } of matches) {
    if (taken.has(text) || !continues(text, edge)) continue;
    taken.add(text);
    edge.labelPieces = [...edge.labelPieces, text].sort(
      (a, b) => a.box.y - b.box.y || a.box.x - b.box.x,
    );
  }
  drawing.freeTexts = drawing.freeTexts.filter((t) => !taken.has(t));
}

/** A label may be typed as two texts, one on either side of the path. */
function continues(text: Piece, edge: Edge): boolean {
  return edge.labelPieces.some(
    (label) => boxGap(label.box, text.box) <= SECOND_LINE_EM * text.fontSizePx,
  );
}

/** Distance in heights of the letters; null when too far, or when the text is at an end. */
function labelCost(text: Piece, edge: Edge): number | null {
  const em = text.fontSizePx;
  const reachPx = Math.max(MIN_REACH_PX, REACH_EM * em);
  let best: number | null = null;
  for (const { points, piece } of edge.paths) {
    const near = boxToPath(text.box, points, piece.box, 2 * reachPx);
    const [group] = text.element.groupIds;
    const isGrouped = group !== undefined && piece.element.groupIds[0] === group;
    if (near.distance > (isGrouped ? 2 * reachPx : reachPx)) continue;
    if (!isGrouped && (near.share < END_SHARE || near.share > 1 - END_SHARE)) continue;
    const offMiddle = Math.abs(near.share - 0.5);
    const cost = isGrouped ? -1 : near.distance / em + offMiddle;
    if (best === null || cost < best) best = cost;
  }
  return best;
}

import type { Edge } from "./edges";
import { boxGap, boxToPath } from "./geometry";
import { isText, isWord } from "./groups";
import type { Piece } from "./pieces";
import type { Drawing, Unit } from "./units";

/** A label stands this close to its path: 20 px at the usual letters, three lines of larger ones. */
const MIN_REACH_PX = 20;
const REACH_EM = 3;
/** Nearest to the very ends of a path lies what the path joins, not what labels it. */
const END_SHARE = 0.08;
/** Two texts this close to each other, on one edge, are one label. */
const SECOND_LINE_EM = 1.5;

/** A label in a box of its own has one line. */
const MAX_LABEL_BOX_EM = 2.5;

type Match = { edge: Edge; text: Piece; cost: number };

/**
 * An arrow that leads only to a bare text which nothing else touches explains a sort of arrow: the text
 * is an annotation again, and there is no connection.
 */
export function dropLegend(drawing: Drawing, edges: readonly Edge[]): Edge[] {
  const tied = new Set(
    edges.filter((e) => e.binding !== "dangling").flatMap((e) => [e.from, e.to]),
  );
  const isEntry = (unit: Unit | null) => unit?.form === "text" && !tied.has(unit);
  const kept: Edge[] = [];
  for (const edge of edges) {
    const text = edge.from ?? edge.to;
    if (edge.binding !== "dangling" || !text || !isEntry(text)) kept.push(edge);
    else if (drawing.units.includes(text)) {
      drawing.units = drawing.units.filter((u) => u !== text);
      drawing.freeTexts.push(...text.pieces.filter(isText));
    }
  }
  return kept.map((edge) => ({
    ...edge,
    candidates: edge.candidates.filter((u) => drawing.units.includes(u)),
  }));
}

/** Small named boxes that sit on an arrow and are joined to nothing are labels drawn with a border. */
function takeLabelBoxes(drawing: Drawing, edges: readonly Edge[]): void {
  const tied = new Set(edges.flatMap((e) => [e.from, e.to]));
  for (const unit of drawing.units) {
    const [text] = unit.labelPieces;
    if (!text || tied.has(unit) || unit.form !== "box" || unit.isContainer) continue;
    const isMarker = /^\W?\d{1,2}\W?$/.test(unit.label);
    const isSmall = Math.min(unit.box.w, unit.box.h) <= MAX_LABEL_BOX_EM * text.fontSizePx;
    if (!isSmall && !isMarker) continue;
    const edge = edges.find((e) => e.labelPieces.length === 0 && sitsOn(unit, e));
    if (edge) edge.labelPieces = [...unit.pieces];
    else if (isMarker) drawing.freeTexts.push(text);
    if (edge || isMarker) drawing.units = drawing.units.filter((u) => u !== unit);
  }
}

function sitsOn(unit: Unit, edge: Edge): boolean {
  return edge.paths.some(({ points, piece }) => {
    const near = boxToPath(unit.box, points, piece.box, 0);
    return near.distance === 0 && near.share > 0.15 && near.share < 0.85;
  });
}

/** Labels edges by their bound text, else by the free text nearest to their course. */
export function labelEdges(drawing: Drawing, edges: readonly Edge[]): void {
  for (const edge of edges) {
    const bound = edge.paths.flatMap((p) => drawing.arrowTexts.get(p.piece.id) ?? []);
    edge.labelPieces = [...new Set(bound)];
  }
  takeLabelBoxes(drawing, edges);
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

import { kindOf } from "./components";
import type { Diagram, DiagramContainer, DiagramEdge, DiagramNode } from "./diagram.schema";
import type { Edge } from "./edges";
import { unionBox } from "./geometry";
import { inReadingOrder } from "./ordering";
import type { Path } from "./paths";
import type { Piece } from "./pieces";
import type { Drawing, Unit } from "./units";
import type { Hidden } from "./visibility";

/** Longer than this, a box that nothing leads to is a note and no component. */
const MAX_LABEL_CHARS = 120;

export type Parts = {
  pieces: readonly Piece[];
  drawing: Drawing;
  edges: readonly Edge[];
  loose: readonly Path[];
  hidden: readonly Hidden[];
};

/** Gives everything its short id in reading order and writes the graph down. */
export function assemble(parts: Parts): Diagram {
  const { drawing, edges } = parts;
  const rank = new Map(parts.pieces.map((piece, at) => [piece, at]));
  const idsOf = (pieces: readonly Piece[]) =>
    [...new Set(pieces)]
      .sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))
      .map((piece) => piece.id);
  const attached = new Set(edges.flatMap((e) => [e.from, e.to]));
  const sorted = inReadingOrder(canonical(drawing.units, rank), (u) => u.box, drawing.scale);
  const containers = sorted.filter((u) => u.isContainer);
  const rest = sorted.filter((u) => !u.isContainer);
  const isNote = (u: Unit) => u.label.length > MAX_LABEL_CHARS && !attached.has(u);
  const nodes = rest.filter((u) => (u.label !== "" && !isNote(u)) || attached.has(u));
  const ids = new Map<Unit, string>();
  containers.forEach((u, i) => ids.set(u, `C${i + 1}`));
  nodes.forEach((u, i) => ids.set(u, `N${i + 1}`));
  const write = { ids, idsOf };
  const diagram: Diagram = {
    nodes: nodes.map((u) => toNode(u, write)),
    edges: toEdges(edges, drawing.scale, rank, write),
    containers: containers.map((u) => toContainer(u, sorted, write)),
    annotations: toAnnotations(rest.filter(isNote), drawing, write),
    unreadable: toUnreadable(rest, attached, parts, write),
    hidden: parts.hidden.map((h) => ({ elementIds: [h.piece.id], reason: h.reason })),
    counts: emptyCounts(),
  };
  diagram.counts = countParts(diagram);
  return diagram;
}

type Writer = { ids: ReadonlyMap<Unit, string>; idsOf: (pieces: readonly Piece[]) => string[] };

/** Order of the units' first pieces, which no renaming or reordering of elements changes. */
function canonical(units: readonly Unit[], rank: ReadonlyMap<Piece, number>): Unit[] {
  const first = (u: Unit) => Math.min(...u.pieces.map((p) => rank.get(p) ?? 0));
  return [...units].sort((a, b) => first(a) - first(b));
}

function toNode(unit: Unit, write: Writer): DiagramNode {
  return {
    id: write.ids.get(unit) ?? "",
    label: unit.label,
    kind: kindOf(unit.label),
    notes: unit.notes,
    elements: write.idsOf(unit.pieces),
    container: containerIdOf(unit, write),
  };
}

function toContainer(unit: Unit, units: readonly Unit[], write: Writer): DiagramContainer {
  const own = write.ids.get(unit) ?? "";
  return {
    id: own,
    label: unit.label,
    kind: kindOf(unit.label),
    contains: units
      .filter((u) => u !== unit && containerIdOf(u, write) === own)
      .flatMap((u) => write.ids.get(u) ?? []),
    elements: write.idsOf(unit.pieces),
    container: containerIdOf(unit, write),
  };
}

/** The nearest boundary around a unit; one that became a part of something else is skipped. */
function containerIdOf(unit: Unit, write: Writer): string | null {
  for (let up = unit.parent; up; up = up.parent) {
    const id = up !== unit && up.isContainer ? write.ids.get(up) : undefined;
    if (id !== undefined) return id;
  }
  return null;
}

function toEdges(
  edges: readonly Edge[],
  scale: number,
  rank: ReadonlyMap<Piece, number>,
  write: Writer,
): DiagramEdge[] {
  const first = (e: Edge) => Math.min(...e.paths.map((p) => rank.get(p.piece) ?? 0));
  const end = (unit: Unit | null) => (unit ? (write.ids.get(unit) ?? null) : null);
  const canonicalEdges = [...edges].sort((a, b) => first(a) - first(b));
  const boxOfEdge = (e: Edge) => unionBox(e.paths.map((p) => p.piece.box));
  return inReadingOrder(canonicalEdges, boxOfEdge, scale).map((edge, i) => {
    const label = edge.labelPieces.flatMap((t) => t.text || []).join(" ");
    return {
      id: `E${i + 1}`,
      from: end(edge.from),
      to: end(edge.to),
      direction: edge.direction,
      label: label === "" ? null : label,
      binding: edge.binding,
      // The arrow comes first, then what continues it, then its label.
      elements: [
        ...edge.paths
          .toSorted((a, b) => Number(b.isArrow) - Number(a.isArrow))
          .map((p) => p.piece.id),
        ...write.idsOf(edge.labelPieces),
      ],
      ...(edge.binding === "dangling"
        ? { candidates: edge.candidates.flatMap((u) => write.ids.get(u) ?? []) }
        : {}),
    };
  });
}

function toAnnotations(
  notes: readonly Unit[],
  drawing: Drawing,
  write: Writer,
): Diagram["annotations"] {
  const all = [
    ...notes.map((u) => ({ text: u.label, pieces: u.pieces, box: u.box })),
    ...drawing.freeTexts.map((t) => ({ text: t.text, pieces: [t], box: t.box })),
  ];
  return inReadingOrder(all, (a) => a.box, drawing.scale).map((a, i) => ({
    id: `A${i + 1}`,
    text: a.text,
    elements: write.idsOf(a.pieces),
  }));
}

function toUnreadable(
  units: readonly Unit[],
  attached: ReadonlySet<Unit | null>,
  parts: Parts,
  write: Writer,
): Diagram["unreadable"] {
  const nameless = units
    .filter((u) => u.label === "")
    .map((u) => ({ elementIds: write.idsOf(u.pieces), what: `${wordFor(u)} without a label` }));
  const dangling = parts.edges
    .filter((e) => e.binding === "dangling")
    .map((e) => ({
      elementIds: e.paths.map((p) => p.piece.id),
      what: e.from || e.to ? "arrow with one open end" : "arrow with two open ends",
    }));
  const loose = parts.loose.map((p) => ({
    elementIds: [p.piece.id],
    what: "line with one open end",
  }));
  return [...nameless, ...dangling, ...loose];
}

function wordFor(unit: Unit): string {
  if (unit.form === "scribble") return "scribble";
  return unit.form === "image" || unit.form === "icon" ? "picture" : "box";
}

function emptyCounts(): Diagram["counts"] {
  return {
    nodes: 0,
    edges: 0,
    boundEdges: 0,
    inferredEdges: 0,
    danglingEdges: 0,
    containers: 0,
    annotations: 0,
    unreadable: 0,
    hidden: 0,
  };
}

function countParts(diagram: Diagram): Diagram["counts"] {
  const edges = (binding: DiagramEdge["binding"]) =>
    diagram.edges.filter((e) => e.binding === binding).length;
  return {
    nodes: diagram.nodes.length,
    edges: diagram.edges.length,
    boundEdges: edges("bound"),
    inferredEdges: edges("inferred"),
    danglingEdges: edges("dangling"),
    containers: diagram.containers.length,
    annotations: diagram.annotations.length,
    unreadable: diagram.unreadable.length,
    hidden: diagram.hidden.length,
  };
}

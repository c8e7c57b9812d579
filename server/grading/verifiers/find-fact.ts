import type { Diagram, DiagramEdge, DiagramNode } from "../../diagram/diagram.schema";
import type { DiagramFact, NodeMatcher } from "../../rubrics/rubric.schema";
import { compilePhrase, findPhrase, readTarget } from "../../text/phrases";

/** The nodes and edges that show a fact. */
export type FactProof = { ids: string[]; elementIds: string[] };

type Step = { node: string; edge: string | null; from: Step | null };

/** What in the drawing shows the fact; null when nothing does. */
export function findFact(diagram: Diagram, fact: DiagramFact): FactProof | null {
  switch (fact.fact) {
    case "has": {
      const nodes = findNodes(diagram, fact.node);
      return nodes.length >= fact.count
        ? prove(
            diagram,
            nodes.map(({ id }) => id),
          )
        : null;
    }
    case "path": {
      const toVia = fact.via ? findPath(diagram, fact.from, fact.via) : null;
      if (!fact.via) return proveOrNull(diagram, findPath(diagram, fact.from, fact.to));
      if (!toVia) return null;
      for (const via of findNodes(diagram, fact.via)) {
        const first = walk(diagram, ids(findNodes(diagram, fact.from)), new Set([via.id]), []);
        const second = walk(diagram, [via.id], new Set(ids(findNodes(diagram, fact.to))), []);
        if (first && second) return prove(diagram, [...new Set([...first, ...second])]);
      }
      return null;
    }
    case "connected": {
      const nodes = findNodes(diagram, fact.node);
      const all = nodes.map((node) => [edgesInto(diagram, node.id), edgesOutOf(diagram, node.id)]);
      if (nodes.length === 0 || all.some(([into, out]) => !into?.length || !out?.length))
        return null;
      return prove(diagram, [...new Set([...ids(nodes), ...all.flat(2).map(({ id }) => id)])]);
    }
    case "no_single_point": {
      const from = ids(findNodes(diagram, fact.from));
      const to = new Set(ids(findNodes(diagram, fact.to)));
      const path = walk(diagram, from, to, []);
      if (!path) return null;
      const inner = path.filter((id) => id.startsWith("N") && !from.includes(id) && !to.has(id));
      const other = inner.map((id) => walk(diagram, from, to, [id]));
      return other.every(Boolean) ? prove(diagram, path) : null;
    }
  }
}

function findNodes(diagram: Diagram, matcher: NodeMatcher): DiagramNode[] {
  const phrases = (matcher.label ?? []).map(compilePhrase);
  return diagram.nodes.filter((node) => {
    const byKind = node.kind !== null && (matcher.kind ?? []).includes(node.kind);
    const label = readTarget(node.label);
    return byKind || phrases.some((phrase) => findPhrase(label, phrase).length > 0);
  });
}

function findPath(diagram: Diagram, from: NodeMatcher, to: NodeMatcher): string[] | null {
  return walk(diagram, ids(findNodes(diagram, from)), new Set(ids(findNodes(diagram, to))), []);
}

/** Shortest directed walk, as node and edge ids in order; `without` are nodes it may not enter. */
function walk(
  diagram: Diagram,
  from: string[],
  to: Set<string>,
  without: string[],
): string[] | null {
  const seen = new Set([...from, ...without]);
  let frontier: Step[] = from.map((node) => ({ node, edge: null, from: null }));
  while (frontier.length > 0) {
    const next: Step[] = [];
    for (const step of frontier) {
      for (const edge of edgesOutOf(diagram, step.node)) {
        const node = edge.from === step.node ? edge.to : edge.from;
        if (node === null || seen.has(node)) continue;
        const reached: Step = { node, edge: edge.id, from: step };
        if (to.has(node)) return unwind(reached);
        seen.add(node);
        next.push(reached);
      }
    }
    frontier = next;
  }
  return null;
}

function unwind(last: Step): string[] {
  const path: string[] = [];
  for (let step: Step | null = last; step; step = step.from) {
    path.unshift(step.node);
    if (step.edge) path.unshift(step.edge);
  }
  return path;
}

function edgesOutOf(diagram: Diagram, id: string): DiagramEdge[] {
  return diagram.edges.filter(
    (edge) => edge.from === id || (edge.to === id && edge.direction !== "forward"),
  );
}

function edgesInto(diagram: Diagram, id: string): DiagramEdge[] {
  return diagram.edges.filter(
    (edge) => edge.to === id || (edge.from === id && edge.direction !== "forward"),
  );
}

function ids(nodes: DiagramNode[]): string[] {
  return nodes.map(({ id }) => id);
}

function proveOrNull(diagram: Diagram, path: string[] | null): FactProof | null {
  return path ? prove(diagram, path) : null;
}

function prove(diagram: Diagram, proof: string[]): FactProof {
  const parts = [...diagram.nodes, ...diagram.edges].filter(({ id }) => proof.includes(id));
  return { ids: proof, elementIds: parts.flatMap(({ elements }) => elements) };
}

import { COMPONENT_KINDS, type Diagram, type DiagramNode } from "#domain/diagram/diagram.schema";
import {
  anyOf,
  byKind,
  byLabel,
  findNodes,
  findPath,
  findUnreadStores,
  singlePoints,
  type NodeMatcher as Matches,
} from "#domain/diagram/facts";
import type { DiagramFact, NodeMatcher } from "../lists.schema";

/** The nodes and edges that show a fact, and the scene elements that light up. */
export type FactProof = { ids: string[]; elementIds: string[] };

/** What in the drawing shows the fact; null when nothing does. */
export function findFact(diagram: Diagram, fact: DiagramFact): FactProof | null {
  const ids = findProof(diagram, fact);
  return ids ? toProof(diagram, ids) : null;
}

function findProof(diagram: Diagram, fact: DiagramFact): string[] | null {
  switch (fact.fact) {
    case "has": {
      const nodes = findNodes(diagram, toMatcher(fact.node));
      return nodes.length >= fact.count ? nodes.map(({ id }) => id) : null;
    }
    case "path": {
      const [from, to] = [toMatcher(fact.from), toMatcher(fact.to)];
      return fact.via
        ? findPathVia(diagram, from, toMatcher(fact.via), to)
        : findPath(diagram, from, to);
    }
    case "connected":
      return findConnected(diagram, toMatcher(fact.node));
    case "no_single_point": {
      const [from, to] = [toMatcher(fact.from), toMatcher(fact.to)];
      return singlePoints(diagram, from, to).length === 0 ? findPath(diagram, from, to) : null;
    }
  }
}

/** Kind or words of the label: either is enough. One that asks for neither picks every node. */
function toMatcher({ kind = [], label = [] }: NodeMatcher): Matches {
  if (kind.length === 0 && label.length === 0) return () => true;
  const kinds = COMPONENT_KINDS.filter((known) => kind.includes(known));
  return anyOf(byKind(...kinds), byLabel(...label));
}

function findPathVia(diagram: Diagram, from: Matches, via: Matches, to: Matches): string[] | null {
  for (const middle of findNodes(diagram, via)) {
    const isMiddle: Matches = ({ id }) => id === middle.id;
    const into = findPath(diagram, from, isMiddle);
    const outOf = into && findPath(diagram, isMiddle, to);
    if (outOf) return [...new Set([...into, ...outOf])];
  }
  return null;
}

/** All matching nodes with what touches them, if each is written to and none goes unread. */
function findConnected(diagram: Diagram, matches: Matches): string[] | null {
  const nodes = findNodes(diagram, matches);
  const unread = new Set(findUnreadStores(diagram).map(({ id }) => id));
  if (nodes.length === 0) return null;
  if (nodes.some((node) => unread.has(node.id) || !isWritten(diagram, node))) return null;
  const ids = new Set(nodes.map(({ id }) => id));
  const touching = diagram.edges.filter(({ from, to }) => ids.has(from ?? "") || ids.has(to ?? ""));
  return [...ids, ...touching.map(({ id }) => id)];
}

/** An arrow ends at the node or at a boundary around it, or a line without direction does. */
function isWritten(diagram: Diagram, node: DiagramNode): boolean {
  const around = new Set<string>([node.id]);
  for (let id = node.container; id !== null;) {
    around.add(id);
    id = diagram.containers.find((container) => container.id === id)?.container ?? null;
  }
  return diagram.edges.some(
    ({ from, to, direction }) =>
      around.has(to ?? "") || (direction !== "forward" && around.has(from ?? "")),
  );
}

function toProof(diagram: Diagram, ids: string[]): FactProof {
  const parts = [...diagram.nodes, ...diagram.edges, ...diagram.containers];
  const elementIds = ids.flatMap((id) => parts.find((part) => part.id === id)?.elements ?? []);
  return { ids, elementIds: [...new Set(elementIds)] };
}

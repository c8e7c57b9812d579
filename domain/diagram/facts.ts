import { wordsOf } from "./components";
import type { ComponentKind, Diagram, DiagramEdge, DiagramNode } from "./diagram.schema";
import { reach, walkable, type Walkable } from "./walk";

/** Picks components of a diagram. Compose with `anyOf`, `allOf`. */
export type NodeMatcher = (node: DiagramNode) => boolean;

export function byKind(...kinds: ComponentKind[]): NodeMatcher {
  return (node) => node.kind !== null && kinds.includes(node.kind);
}

/** By words of the label, in order and adjacent; case, plural s and punctuation don't count. */
export function byLabel(...phrases: string[]): NodeMatcher {
  const wanted = phrases.map(wordsOf).filter((words) => words.length > 0);
  return (node) => {
    const words = wordsOf(node.label);
    return wanted.some((phrase) =>
      words.some((_, at) => phrase.every((word, i) => words[at + i] === word)),
    );
  };
}

export function anyOf(...matchers: NodeMatcher[]): NodeMatcher {
  return (node) => matchers.some((matches) => matches(node));
}

export function findNodes(diagram: Diagram, matcher: NodeMatcher): DiagramNode[] {
  return diagram.nodes.filter(matcher);
}

/**
 * A shortest path along the arrows, as ids of nodes and edges in turn; null when there is none. A line
 * without heads is walked both ways; an arrow at a boundary reaches, and leaves, what is inside.
 */
export function findPath(diagram: Diagram, from: NodeMatcher, to: NodeMatcher): string[] | null {
  return pathIn(walkable(diagram), diagram, from, to);
}

function pathIn(
  graph: Walkable,
  diagram: Diagram,
  from: NodeMatcher,
  to: NodeMatcher,
): string[] | null {
  const goals = new Set(findNodes(diagram, to).map((n) => n.id));
  return reach(
    graph,
    findNodes(diagram, from).map((n) => n.id),
    goals,
  );
}

export function hasPath(diagram: Diagram, from: NodeMatcher, to: NodeMatcher): boolean {
  return findPath(diagram, from, to) !== null;
}

/** Whether some path from→to leads through a third component on its way. */
export function hasPathVia(
  diagram: Diagram,
  from: NodeMatcher,
  via: NodeMatcher,
  to: NodeMatcher,
): boolean {
  return findNodes(diagram, via).some((middle) => {
    const isMiddle: NodeMatcher = (n) => n.id === middle.id;
    return hasPath(diagram, from, isMiddle) && hasPath(diagram, isMiddle, to);
  });
}

/** Components between `from` and `to` that every path goes through: if one falls, all are cut. */
export function singlePoints(diagram: Diagram, from: NodeMatcher, to: NodeMatcher): DiagramNode[] {
  const path = findPath(diagram, from, to);
  if (!path) return [];
  const inner = diagram.nodes.filter((n) => path.includes(n.id) && !from(n) && !to(n));
  return inner.filter((n) => pathIn(walkable(diagram, n.id), diagram, from, to) === null);
}

/** Components that no connection touches, neither directly nor by a boundary around them. */
export function findOrphans(diagram: Diagram): DiagramNode[] {
  const touched = new Set(diagram.edges.flatMap((e) => [e.from, e.to]));
  const parents = new Map(
    [...diagram.nodes, ...diagram.containers].map((t) => [t.id, t.container]),
  );
  return diagram.nodes.filter((node) => {
    for (let id: string | null | undefined = node.id; id; id = parents.get(id))
      if (touched.has(id)) return false;
    return true;
  });
}

/** Groups of components that can reach each other along one-way arrows, each in order of ids. */
export function findCycles(diagram: Diagram): string[][] {
  const oneWay = { ...diagram, edges: diagram.edges.filter((e) => e.direction === "forward") };
  const graph = walkable(oneWay);
  const reaches = new Map(diagram.nodes.map((n) => [n.id, reachableFrom(graph, n.id)]));
  const seen = new Set<string>();
  const cycles: string[][] = [];
  for (const { id } of diagram.nodes) {
    if (seen.has(id) || !reaches.get(id)?.has(id)) continue;
    const members = diagram.nodes
      .map((n) => n.id)
      .filter((other) => reaches.get(id)?.has(other) && reaches.get(other)?.has(id));
    members.forEach((member) => seen.add(member));
    cycles.push(members);
  }
  return cycles;
}

function reachableFrom(graph: Walkable, start: string): Set<string> {
  const found = new Set<string>();
  const open = (graph.get(start) ?? []).map((step) => step.to);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(graph.get(id) ?? []).map((step) => step.to));
  }
  return found;
}

const STORES: readonly ComponentKind[] = [
  "database",
  "cache",
  "vector_store",
  "search_index",
  "object_store",
  "feature_store",
];
/** Those that only bring data in when they point at a store. */
const FEEDERS: readonly ComponentKind[] = [
  "worker",
  "scheduler",
  "queue",
  "stream",
  "training",
  "embedding_model",
];
const WRITE_WORDS = new Set(
  wordsOf(
    "write save store insert upsert index ingest put append push log publish persist add load",
  ),
);
const READ_WORDS = new Set(
  wordsOf("read query search get lookup look fetch retrieve select find hit top similar scan"),
);

/**
 * Stores that nobody reads: no connection at all, or only such as bring data in (labelled as a write,
 * or drawn from a worker, queue, scheduler …). An unlabelled arrow from a service is a request and may
 * be a read: no store is accused on it.
 */
export function findUnreadStores(diagram: Diagram): DiagramNode[] {
  const kinds = new Map(diagram.nodes.map((n) => [n.id, n.kind]));
  return findNodes(diagram, byKind(...STORES)).filter(
    (store) => !diagram.edges.some((edge) => mayRead(edge, store.id, kinds)),
  );
}

function mayRead(
  edge: DiagramEdge,
  storeId: string,
  kinds: ReadonlyMap<string, ComponentKind | null>,
): boolean {
  if (edge.from !== storeId && edge.to !== storeId) return false;
  if (edge.direction !== "forward" || edge.from === storeId) return true;
  const words = edge.label === null ? [] : wordsOf(edge.label);
  if (words.some((word) => READ_WORDS.has(word))) return true;
  if (words.some((word) => WRITE_WORDS.has(word))) return false;
  const source = edge.from === null ? null : (kinds.get(edge.from) ?? null);
  return source === null || !FEEDERS.includes(source);
}

export type DiagramFacts = {
  /** Ids of the components of each kind that occurs. */
  componentsByKind: Partial<Record<ComponentKind, string[]>>;
  orphans: string[];
  cycles: string[][];
  unreadStores: string[];
  unreadCaches: string[];
  /** What could not be read, by sort. */
  unreadable: Record<string, number>;
};

/** Everything that code can tell about the graph without being asked a question. */
export function diagramFacts(diagram: Diagram): DiagramFacts {
  const componentsByKind: Partial<Record<ComponentKind, string[]>> = {};
  for (const node of diagram.nodes)
    if (node.kind) (componentsByKind[node.kind] ??= []).push(node.id);
  const unreadable: Record<string, number> = {};
  for (const { what } of diagram.unreadable) unreadable[what] = (unreadable[what] ?? 0) + 1;
  const unread = findUnreadStores(diagram);
  return {
    componentsByKind,
    orphans: findOrphans(diagram).map((n) => n.id),
    cycles: findCycles(diagram),
    unreadStores: unread.map((n) => n.id),
    unreadCaches: unread.filter((n) => n.kind === "cache").map((n) => n.id),
    unreadable,
  };
}

import type { Diagram } from "./diagram.schema";

type Step = { to: string; edge: string | null };
/** Steps out of each place. A boundary is two places, so that its members don't reach each other. */
export type Walkable = ReadonlyMap<string, readonly Step[]>;

/** Where an arrow into a boundary arrives, and where an arrow out of it starts. */
const inward = (id: string) => (id.startsWith("C") ? `${id}/in` : id);
const outward = (id: string) => (id.startsWith("C") ? `${id}/out` : id);

/** The diagram as places and steps. @param without a node that may not be entered */
export function walkable(diagram: Diagram, without?: string): Walkable {
  const graph = new Map<string, Step[]>();
  const add = (from: string, to: string, edge: string | null) => {
    if (from === without || to === without) return;
    const steps = graph.get(from) ?? [];
    steps.push({ to, edge });
    graph.set(from, steps);
  };
  for (const edge of diagram.edges) {
    if (edge.from === null || edge.to === null) continue;
    add(outward(edge.from), inward(edge.to), edge.id);
    if (edge.direction !== "forward") add(outward(edge.to), inward(edge.from), edge.id);
  }
  for (const container of diagram.containers) {
    add(inward(container.id), outward(container.id), null);
    for (const member of container.contains) {
      add(inward(container.id), inward(member), null);
      add(outward(member), outward(container.id), null);
    }
  }
  return graph;
}

/**
 * Breadth first from any of `starts` to any of `goals`, at least one edge away.
 *
 * @returns ids of nodes and edges along the way, or null
 */
export function reach(
  graph: Walkable,
  starts: readonly string[],
  goals: ReadonlySet<string>,
): string[] | null {
  const queue: { at: string; trail: string[] }[] = starts.map((at) => ({ at, trail: [at] }));
  const seen = new Set<string>();
  for (const { at, trail } of queue) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const { to, edge } of graph.get(at) ?? []) {
      const next = [...trail, ...(edge === null ? [] : [edge]), ...(to.includes("/") ? [] : [to])];
      if (goals.has(to)) return next;
      queue.push({ at: to, trail: next });
    }
  }
  return null;
}

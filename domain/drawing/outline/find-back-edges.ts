import type { Outline, OutlineEdge } from "./outline";

type Step = { to: string; edge: OutlineEdge };

/**
 * Arrows that close a circle, and so will lead from right to left. Circles are looked for between the
 * things that lie side by side in one container, each taken as a whole: else an arrow back into a
 * container would pull the box it leads to far away from the others.
 */
export function findBackEdges(outline: Outline): Set<OutlineEdge> {
  const parents = new Map(
    [...outline.boxes, ...outline.containers].map((i) => [i.key, i.container]),
  );
  const chainOf = (key: string): string[] => {
    const parent = parents.get(key) ?? null;
    return parent === null ? [key] : [...chainOf(parent), key];
  };
  const steps = new Map<string, Step[]>();
  for (const edge of outline.edges) {
    const from = chainOf(edge.from);
    const to = chainOf(edge.to);
    const level = from.findIndex((key, i) => key !== to[i]);
    const [a, b] = [from[level], to[level]];
    if (a !== undefined && b !== undefined)
      steps.set(a, [...(steps.get(a) ?? []), { to: b, edge }]);
  }
  return searchBack(steps);
}

/** Depth first, in the order of the lines: an arrow to what is still open leads back. */
function searchBack(steps: ReadonlyMap<string, readonly Step[]>): Set<OutlineEdge> {
  const back = new Set<OutlineEdge>();
  const open = new Set<string>();
  const done = new Set<string>();
  const visit = (key: string): void => {
    open.add(key);
    for (const { to, edge } of steps.get(key) ?? []) {
      if (open.has(to)) back.add(edge);
      else if (!done.has(to)) visit(to);
    }
    open.delete(key);
    done.add(key);
  };
  for (const key of steps.keys()) if (!done.has(key)) visit(key);
  return back;
}

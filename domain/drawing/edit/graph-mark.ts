import type { Diagram } from "../../diagram/diagram.schema";
import type { SceneElement } from "../../diagram/scene.schema";

/** What the grader reads, by the elements that things are made of. */
export function graphMark(diagram: Diagram, live: readonly SceneElement[]): string {
  const rank = new Map(live.map(({ id }, at) => [id, at]));
  const keys = new Map(
    [...diagram.nodes, ...diagram.containers].map(({ id, elements }) => [
      id,
      elements.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))[0] ?? id,
    ]),
  );
  const key = (id: string | null) => (id === null ? null : (keys.get(id) ?? id));
  return JSON.stringify({
    nodes: diagram.nodes
      .map((n) => [key(n.id), n.label, n.notes.toSorted(), key(n.container)])
      .sort(byText),
    containers: diagram.containers.map((c) => [key(c.id), c.label, key(c.container)]).sort(byText),
    edges: diagram.edges
      .map(({ from, to, direction, label }) => {
        const ends = [key(from), key(to)];
        return [...(direction === "forward" ? ends : ends.sort()), direction, label];
      })
      .sort(byText),
    notes: diagram.annotations.map(({ text }) => text).sort(),
    unreadable: diagram.unreadable.map(({ what }) => what).sort(),
    hidden: diagram.hidden.length,
  });
}

function byText(a: unknown, b: unknown): number {
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

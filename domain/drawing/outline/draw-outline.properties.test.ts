import fc from "fast-check";
import { expect, test } from "vitest";

import { toLabelledGraph } from "../../diagram/print";
import { readDiagram } from "../../diagram/read-diagram";
import { parseScene } from "../../diagram/parse-scene";
import { type SceneElement } from "../../diagram/scene.schema";
import { drawOutline } from "./draw-outline";
import type { Flow, OutlineEdge, Shape } from "./outline";
import type { Point } from "./plan";
import { meets } from "./routes";

/** Many drawings a test, on a machine that may be busy. */
const SLOW = { timeout: 60_000 };

type Box = { name: string; shape: Shape; container: string | null };
type Container = { name: string; container: string | null };
type Edge = { from: string; to: string; direction: OutlineEdge["direction"]; label: string | null };
type Drawn = { boxes: Box[]; containers: Container[]; edges: Edge[] };

const WORDS = [
  "API gateway",
  "Vector store: hot",
  "LLM (large)",
  "re-rank -> merge",
  "Очередь",
  "検索インデックス",
  "a very long name of a component that has to be broken into lines",
  "Antidisestablishmentarianism",
];
const LABELS = [
  null,
  null,
  "query",
  "best 40 of {200}",
  "a: b -> c",
  "each night, when nobody asks",
];
const SHAPES: readonly Shape[] = ["box", "box", "store", "decision", "person"];

const flow = fc.constantFrom<Flow>("right", "down");

/** Containers may lie in earlier ones; every container holds at least one box. */
const outline: fc.Arbitrary<Drawn> = fc
  .record({
    parents: fc.array(fc.nat(3), { maxLength: 4 }),
    boxes: fc.array(
      fc.record({ word: fc.nat(WORDS.length - 1), shape: fc.nat(4), home: fc.nat(4) }),
      { minLength: 2, maxLength: 14 },
    ),
    links: fc.array(
      fc.record({
        from: fc.nat(20),
        to: fc.nat(20),
        direction: fc.constantFrom("forward" as const, "both" as const, "none" as const),
        label: fc.constantFrom(...LABELS),
      }),
      { maxLength: 24 },
    ),
  })
  .map(({ parents, boxes, links }) => {
    const containers = parents.map((parent, i): Container => {
      const outer = parent < i ? `Group ${parent}` : null;
      return { name: `Group ${i}`, container: outer };
    });
    const drawn = boxes.map(({ word, shape, home }, i): Box => {
      const container = i < parents.length ? i : home;
      return {
        name: `${WORDS[word] ?? ""} ${i}`,
        shape: SHAPES[shape] ?? "box",
        container: container < parents.length ? `Group ${container}` : null,
      };
    });
    const held = containers.filter((c) => drawn.some((b) => b.container === c.name));
    const outermost = held.map((c) => ({
      ...c,
      container: held.some((h) => h.name === c.container) ? c.container : null,
    }));
    return { boxes: drawn, containers: outermost, edges: toEdges(links, drawn, outermost) };
  });

function toEdges(
  links: readonly {
    from: number;
    to: number;
    direction: Edge["direction"];
    label: string | null;
  }[],
  boxes: readonly Box[],
  containers: readonly Container[],
): Edge[] {
  const all = [...boxes, ...containers];
  const around = (name: string): string[] => {
    const container = all.find((a) => a.name === name)?.container ?? null;
    return container === null ? [] : [container, ...around(container)];
  };
  const seen = new Set<string>();
  return links.flatMap(({ from: f, to: t, direction, label }) => {
    const from = all[f % all.length]?.name ?? "";
    const to = all[t % all.length]?.name ?? "";
    const isContainer = containers.some((c) => c.name === from);
    const mark = JSON.stringify([from, to].sort());
    if (seen.has(mark) || around(from).includes(to) || around(to).includes(from)) return [];
    if (from === to && isContainer) return [];
    seen.add(mark);
    return [{ from, to, direction, label }];
  });
}

function write({ boxes, containers, edges }: Drawn): string {
  const inside = (container: string | null): string[] => [
    ...boxes.filter((b) => b.container === container).map((b) => `"${b.name}" [${b.shape}]`),
    ...containers
      .filter((c) => c.container === container)
      .flatMap((c) => [`${c.name} {`, ...inside(c.name), "}"]),
  ];
  const signs = { forward: "->", both: "<->", none: "--" };
  const arrows: string[] = [];
  let before: Edge | null = null;
  for (const edge of edges) {
    const { from, to, direction, label } = edge;
    const arrow = ` ${signs[direction]} "${to}"${label === null ? "" : `: ${label}`}`;
    // A chain, where the last arrow leads to where this one begins.
    if (before?.label === null && before.to === from) arrows.push(`${arrows.pop()}${arrow}`);
    else arrows.push(`"${from}"${arrow}`);
    before = edge;
  }
  return [...arrows, ...inside(null)].join("\n");
}

/** Order of ends says nothing where an arrow has two heads or none. */
function canonical(
  edge: { from: string | null; to: string | null } & Omit<Edge, "from" | "to">,
): string {
  const ends = [edge.from, edge.to];
  return JSON.stringify([
    edge.direction === "forward" ? ends : ends.sort(),
    edge.direction,
    edge.label,
  ]);
}

test("what is drawn is read back whole: boxes, arrows, labels, containers", SLOW, () => {
  fc.assert(
    fc.property(outline, flow, (drawn, flow) => {
      const { scene, dropped, notices } = parseScene(
        JSON.parse(JSON.stringify(drawOutline(write(drawn), flow))),
      );
      expect([...dropped, ...notices]).toEqual([]);
      const diagram = readDiagram(scene);
      const graph = toLabelledGraph(diagram);
      expect(graph.nodes.map((n) => n.label).sort()).toEqual(drawn.boxes.map((b) => b.name).sort());
      expect(graph.edges.map(canonical).sort()).toEqual(drawn.edges.map(canonical).sort());
      expect(diagram.counts.boundEdges).toBe(drawn.edges.length);
      const inside = ({ name }: Container) => ({
        label: name,
        contains: [...drawn.boxes, ...drawn.containers]
          .filter((b) => b.container === name)
          .map((b) => b.name)
          .sort(),
      });
      const read = graph.containers.map((c) => ({ label: c.label, contains: c.contains.sort() }));
      const byLabel = (a: { label: string }, b: { label: string }) => (a.label < b.label ? -1 : 1);
      expect(read.sort(byLabel)).toEqual(drawn.containers.map(inside).sort(byLabel));
      expect(diagram.counts).toMatchObject({ annotations: 0, unreadable: 0, hidden: 0 });
      expect(diagram.nodes.flatMap((n) => n.notes)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

type Area = { left: number; right: number; top: number; bottom: number };

function areaOf({ x, y, width, height }: SceneElement): Area {
  return { left: x, right: x + width, top: y, bottom: y + height };
}

function overlap(a: Area, b: Area): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function pairs<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((a, i) => list.slice(i + 1).map((b): [T, T] => [a, b]));
}

test("no box covers a box, and no label a box or another label", SLOW, () => {
  fc.assert(
    fc.property(outline, flow, (drawn, flow) => {
      const { elements } = drawOutline(write(drawn), flow);
      const isBoundary = (e: SceneElement) => e.strokeStyle === "dashed";
      const boxes = elements.filter((e) => !["text", "arrow"].includes(e.type) && !isBoundary(e));
      const arrows = new Set(elements.filter((e) => e.type === "arrow").map((e) => e.id));
      const labels = elements.filter(
        (e) => e.type === "text" && e.containerId !== null && arrows.has(e.containerId),
      );
      expect(boxes).toHaveLength(drawn.boxes.length);
      for (const [a, b] of pairs([...boxes, ...labels]))
        expect(overlap(areaOf(a), areaOf(b)), `${a.id} over ${b.id}`).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test("no arrow crosses a box that it does not lead to", SLOW, () => {
  fc.assert(
    fc.property(outline, flow, (drawn, flow) => {
      const { elements } = drawOutline(write(drawn), flow);
      const boxes = elements.filter(
        (e) => ["rectangle", "ellipse", "diamond"].includes(e.type) && e.strokeStyle === "solid",
      );
      for (const arrow of elements.filter((e) => e.type === "arrow")) {
        const ends = [arrow.startBinding?.elementId, arrow.endBinding?.elementId];
        const points = arrow.points.map((p): Point => [arrow.x + p[0], arrow.y + p[1]]);
        for (const box of boxes.filter((b) => !ends.includes(b.id)))
          for (const [i, to] of points.slice(1).entries())
            expect(meets(areaOf(box), points[i] ?? to, to), `${arrow.id} over ${box.id}`).toBe(
              false,
            );
      }
    }),
    { numRuns: 60 },
  );
});

test("the same outline gives the same bytes, whatever was drawn before", SLOW, () => {
  fc.assert(
    fc.property(outline, outline, (drawn, other) => {
      const first = JSON.stringify(drawOutline(write(drawn)));
      drawOutline(write(other));
      expect(JSON.stringify(drawOutline(write(drawn)))).toBe(first);
    }),
    { numRuns: 20 },
  );
});

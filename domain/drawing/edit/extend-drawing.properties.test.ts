import fc from "fast-check";
import { expect, test } from "vitest";
import { toLabelledGraph } from "../../diagram/print";
import { readDiagram } from "../../diagram/read-diagram";
import type { SceneElement } from "../../diagram/scene.schema";
import { meets } from "../outline/routes";
import { drawing } from "../../../test/support/diagram/random-drawing";
import { extendDrawing } from "./extend-drawing";
import { areaOf } from "./ground";
import { overlaps } from "./rects";
import type { Point } from "./rects";
import { countedChance } from "./testing-chance";

/** Many drawings a test, on a machine that may be busy. */
const SLOW = { timeout: 120_000 };
const RUNS = { numRuns: 60, endOnFailure: true };
type Link = { from: number; to: number; sign: "->" | "<->" | "--"; label: string | null };
const flow = fc.constantFrom("right" as const, "down" as const);
const lines = fc.record({
  fresh: fc.integer({ min: 1, max: 7 }),
  shapes: fc.array(fc.constantFrom("box", "store", "decision", "person"), {
    minLength: 7,
    maxLength: 7,
  }),
  grouped: fc.integer({ min: 0, max: 3 }),
  links: fc.array(
    fc.record({
      from: fc.nat(30),
      to: fc.nat(30),
      sign: fc.constantFrom("->" as const, "->" as const, "<->" as const, "--" as const),
      label: fc.constantFrom(null, null, "query", "each night, when nobody asks"),
    }),
    { maxLength: 12 },
  ),
});

function write(
  names: readonly string[],
  { fresh, shapes, grouped, links }: typeof lines extends fc.Arbitrary<infer T> ? T : never,
) {
  const added = Array.from({ length: fresh }, (_, i) => `New ${i}`);
  const all = [...names, ...added];
  const seen = new Set<string>();
  const edges = links.flatMap(({ from, to, ...rest }: Link) => {
    const [a, b] = [all[from % all.length] ?? "", all[to % all.length] ?? ""];
    const mark = [a, b].sort().join();
    if (seen.has(mark)) return [];
    seen.add(mark);
    return [{ from: a, to: b, ...rest }];
  });
  const declared = added.map((name, i) => `${name} [${shapes[i]}]`);
  const group = grouped === 0 ? [] : ["Group {", ...declared.slice(0, grouped), "}"];
  const outline = [
    ...edges.map((e) => `${e.from} ${e.sign} ${e.to}${e.label ? `: ${e.label}` : ""}`),
    ...group,
    ...declared.slice(grouped),
  ].join("\n");
  return { outline, edges, added };
}

function merge(before: readonly SceneElement[], changed: readonly SceneElement[]): SceneElement[] {
  const all = new Map(before.map((element) => [element.id, element]));
  for (const element of changed) all.set(element.id, element);
  return [...all.values()];
}

const signs = { "->": "forward", "<->": "both", "--": "none" } as const;

function graphOf(elements: readonly SceneElement[]) {
  const diagram = readDiagram({ elements: [...elements], files: {} });
  const graph = toLabelledGraph(diagram);
  return {
    nodes: graph.nodes.map(({ label }) => label).sort(),
    edges: graph.edges
      .map(({ from, to, direction, label }) => edgeMark(from, to, direction, label))
      .sort(),
    containers: graph.containers
      .map(({ label, contains }) => `${label}: ${[...contains].sort()}`)
      .sort(),
    notes: diagram.annotations.map((a) => a.text),
    unreadable: diagram.unreadable.map(({ what }) => what),
  };
}

function edgeMark(
  from: string | null,
  to: string | null,
  direction: string,
  label: string | null,
): string {
  const ends = direction === "forward" ? [from, to] : [from, to].sort();
  return JSON.stringify([...ends, direction, label]);
}

const describe = (e: SceneElement) => `${e.type} ${e.type === "text" ? e.text : e.id}`;
const isBox = ({ type }: SceneElement) => ["rectangle", "ellipse", "diamond"].includes(type);
const isBoundary = (e: SceneElement) => isBox(e) && e.strokeStyle === "dashed";

test("lines onto a drawing: nothing old is touched, and all of it is read back", SLOW, () => {
  fc.assert(
    fc.property(drawing, lines, flow, ({ old, names }, wanted, flow) => {
      const { outline, edges, added } = write(names, wanted);
      const { changed, errors, notices } = extendDrawing(old, outline, countedChance(), flow);
      expect([errors, notices]).toEqual([[], []]);
      const before = new Map(old.map((element) => [element.id, element]));
      for (const element of changed) {
        const was = before.get(element.id);
        if (!was) continue;
        const { boundElements, version, versionNonce } = element;
        expect(element).toEqual({ ...was, boundElements, version, versionNonce });
        expect(boundElements).toEqual(expect.arrayContaining(was.boundElements ?? []));
      }
      const was = graphOf(old);
      const now = graphOf(merge(old, changed));
      const drawn = new Set(was.edges);
      const fresh = edges
        .map((e) => edgeMark(e.from, e.to, signs[e.sign], e.label))
        .filter((mark) => !drawn.has(mark));
      const group = added.slice(0, wanted.grouped).sort().join();
      expect(now).toEqual({
        nodes: [...was.nodes, ...added].sort(),
        edges: [...was.edges, ...fresh].sort(),
        containers: [...was.containers, ...(group === "" ? [] : [`Group: ${group}`])].sort(),
        notes: was.notes,
        unreadable: was.unreadable,
      });
    }),
    RUNS,
  );
});

test(
  "lines onto a drawing: no new box or label lies on anything, and no new arrow crosses a box",
  SLOW,
  () => {
    fc.assert(
      fc.property(drawing, lines, flow, ({ old, names }, wanted, flow) => {
        const { outline } = write(names, wanted);
        const { changed } = extendDrawing(old, outline, countedChance(), flow);
        const known = new Set(old.map(({ id }) => id));
        const all = merge(old, changed);
        const arrows = new Set(all.filter(({ type }) => type === "arrow").map(({ id }) => id));
        const isLabel = (e: SceneElement) =>
          e.type === "text" && (e.containerId === null || arrows.has(e.containerId));
        const solid = all.filter((e) => (isBox(e) && !isBoundary(e)) || isLabel(e));
        for (const one of solid.filter(({ id }) => !known.has(id)))
          for (const other of solid)
            if (one !== other)
              expect(
                overlaps(areaOf(one), areaOf(other)),
                `${describe(one)} over ${describe(other)}`,
              ).toBe(false);
        const boxes = solid.filter(isBox);
        for (const line of changed) {
          if (line.type !== "arrow" || known.has(line.id)) continue;
          const ends = [line.startBinding?.elementId, line.endBinding?.elementId];
          const points = line.points.map((p): Point => [line.x + p[0], line.y + p[1]]);
          for (const { id, ...rest } of boxes.filter((b) => !ends.includes(b.id))) {
            const { x, y, width, height } = rest;
            const area = { left: x, right: x + width, top: y, bottom: y + height };
            for (const [i, to] of points.slice(1).entries())
              expect(meets(area, points[i] ?? to, to), `${line.id} over ${id}`).toBe(false);
          }
        }
      }),
      RUNS,
    );
  },
);

import fc from "fast-check";
import { expect, test } from "vitest";
import { toLabelledGraph } from "../../diagram/print";
import { readDiagram } from "../../diagram/read-diagram";
import type { SceneElement } from "../../diagram/scene.schema";
import { meets } from "../outline/routes";
import { arrow, bindTo, box, sceneOf, text } from "../../../test/support/diagram/testing";
import { extendDrawing } from "./extend-drawing";
import { areaOf } from "./ground";
import { overlaps } from "./rects";
import type { Point } from "./rects";
import { countedChance } from "./testing-chance";

/** Many drawings a test, on a machine that may be busy. */
const SLOW = { timeout: 120_000 };
const RUNS = { numRuns: 60 };
const COLUMNS = 4;

type Rough = Record<string, unknown>;
type Drawn = { old: SceneElement[]; names: string[] };

/** Boxes in a loose grid as a hand puts them, some joined, notes between them, an arrow into nowhere. */
const drawing: fc.Arbitrary<Drawn> = fc
  .record({
    boxes: fc.array(
      fc.record({
        dx: fc.nat(60),
        dy: fc.nat(50),
        w: fc.integer({ min: 90, max: 170 }),
        h: fc.integer({ min: 50, max: 110 }),
        type: fc.constantFrom("rectangle", "rectangle", "ellipse", "diamond"),
      }),
      { maxLength: 12 },
    ),
    stepX: fc.integer({ min: 240, max: 380 }),
    stepY: fc.integer({ min: 170, max: 300 }),
    arrows: fc.array(fc.record({ from: fc.nat(11), to: fc.nat(11) }), { maxLength: 8 }),
    note: fc.boolean(),
    isOpen: fc.boolean(),
    isBounded: fc.boolean(),
  })
  .map(({ boxes, stepX, stepY, arrows, note, isOpen, isBounded }) => {
    const rough: Rough[] = [];
    const at = boxes.map(({ dx, dy, w, h }, i) => ({
      x: (i % COLUMNS) * stepX + dx,
      y: Math.floor(i / COLUMNS) * stepY + dy,
      w,
      h,
    }));
    boxes.forEach(({ type }, i) => {
      const { x, y, w, h } = at[i] ?? { x: 0, y: 0, w: 0, h: 0 };
      rough.push(
        box(`b${i}`, x, y, w, h, { type, boundElements: [{ id: `t${i}`, type: "text" }] }),
      );
      rough.push(text(`t${i}`, x + 10, y + h / 2 - 12, `Old ${i}`, { containerId: `b${i}` }));
    });
    const seen = new Set<string>();
    for (const [i, { from, to }] of arrows.entries()) {
      const [a, b] = [at[from % boxes.length], at[to % boxes.length]];
      const [f, t] = [from % boxes.length, to % boxes.length];
      if (!a || !b || Math.abs(f - t) !== 1 || seen.has(`${f} ${t}`) || seen.has(`${t} ${f}`))
        continue;
      if (Math.floor(f / COLUMNS) !== Math.floor(t / COLUMNS)) continue;
      seen.add(`${f} ${t}`);
      const [left, right] = f < t ? [a, b] : [b, a];
      const ends: [number, number][] = [
        [left.x + left.w + 4, left.y + left.h / 2],
        [right.x - 4, right.y + right.h / 2],
      ];
      const points = f < t ? ends : ends.reverse();
      rough.push(
        arrow(`a${i}`, points, { startBinding: bindTo(`b${f}`), endBinding: bindTo(`b${t}`) }),
      );
    }
    const [first, last] = [at[0], at.at(-1)];
    if (note && first) rough.push(text("note", first.x, first.y - 190, "All of it is in the EU"));
    if (isOpen && last)
      rough.push(
        arrow(
          "open",
          [
            [last.x + last.w / 2, last.y + last.h + 4],
            [last.x + last.w / 2, last.y + last.h + 90],
          ],
          { startBinding: bindTo(`b${boxes.length - 1}`) },
        ),
      );
    if (isBounded && first) {
      const title = text("title", first.x - 25, first.y - 55, "Zone", { containerId: "zone" });
      const bound = { boundElements: [{ id: "title", type: "text" }], strokeStyle: "dashed" };
      rough.unshift(
        box("zone", first.x - 30, first.y - 60, first.w + 60, first.h + 90, bound),
        title,
      );
    }
    return { old: sceneOf(rough).elements, names: boxes.map((_, i) => `Old ${i}`) };
  });

type Link = { from: number; to: number; sign: "->" | "<->" | "--"; label: string | null };
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
    fc.property(drawing, lines, ({ old, names }, wanted) => {
      const { outline, edges, added } = write(names, wanted);
      const { changed, errors, notices } = extendDrawing(old, outline, countedChance());
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
      fc.property(drawing, lines, ({ old, names }, wanted) => {
        const { outline } = write(names, wanted);
        const { changed } = extendDrawing(old, outline, countedChance());
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

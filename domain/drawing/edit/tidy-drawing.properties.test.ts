import fc from "fast-check";
import { expect, test } from "vitest";
import { readDiagram } from "../../diagram/read-diagram";
import { toLabelledGraph } from "../../diagram/print";
import type { SceneElement } from "../../diagram/scene.schema";
import { drawing } from "../../../test/support/diagram/random-drawing";
import { meets } from "../outline/routes";
import { areaOf } from "./ground";
import { isWithin, overlaps } from "./rects";
import type { Point } from "./rects";
import { countedChance } from "./testing-chance";
import { tidyDrawing } from "./tidy-drawing";

/** Many drawings a test, on a machine that may be busy. */
const SLOW = { timeout: 120_000 };
const RUNS = { numRuns: 60, endOnFailure: true };

function merge(before: readonly SceneElement[], changed: readonly SceneElement[]): SceneElement[] {
  const all = new Map(before.map((element) => [element.id, element]));
  for (const element of changed) all.set(element.id, element);
  return [...all.values()].filter(({ isDeleted }) => !isDeleted);
}

function tidied(old: readonly SceneElement[], selected: ReadonlySet<string> | null = null) {
  const { changed, why } = tidyDrawing(old, selected, countedChance());
  expect(why).toBeNull();
  return merge(old, changed);
}

function graphOf(elements: readonly SceneElement[]) {
  const diagram = readDiagram({ elements: [...elements], files: {} });
  const graph = toLabelledGraph(diagram);
  return {
    nodes: graph.nodes.map(({ label }) => label).sort(),
    edges: graph.edges
      .map(({ from, to, direction, label }) => `${from} ${direction} ${to}: ${label}`)
      .sort(),
    containers: graph.containers
      .map(({ label, contains }) => `${label}: ${[...contains].sort()}`)
      .sort(),
    notes: graph.annotations.sort(),
    unreadable: diagram.unreadable.map(({ what }) => what).sort(),
  };
}

const isBox = ({ type }: SceneElement) => ["rectangle", "ellipse", "diamond"].includes(type);
const isBoundary = (e: SceneElement) => isBox(e) && e.strokeStyle === "dashed";

/** Boxes, labels of arrows and free texts: none of them may lie on another. */
function solidOf(elements: readonly SceneElement[]): SceneElement[] {
  const arrows = new Set(elements.filter(({ type }) => type === "arrow").map(({ id }) => id));
  return elements.filter(
    (e) =>
      (isBox(e) && !isBoundary(e)) ||
      (e.type === "text" && (e.containerId === null || arrows.has(e.containerId))),
  );
}

const notEmpty = drawing.filter(({ old }) => old.some(isBox));

test(
  "the graph is the same, nothing lies on anything, and a second time nothing moves",
  SLOW,
  () => {
    fc.assert(
      fc.property(notEmpty, ({ old }) => {
        const after = tidied(old);
        expect(graphOf(after)).toEqual(graphOf(old));
        const solid = solidOf(after);
        for (const [i, one] of solid.entries())
          for (const other of solid.slice(i + 1))
            expect(overlaps(areaOf(one), areaOf(other)), `${one.id} over ${other.id}`).toBe(false);
        expect(tidyDrawing(after, null, countedChance())).toEqual({ changed: [], why: null });
      }),
      RUNS,
    );
  },
);

test(
  "arrows lead on from left to right where they can, and cross no box they don't lead to",
  SLOW,
  () => {
    fc.assert(
      fc.property(notEmpty, ({ old }) => {
        const after = tidied(old);
        const boxes = after.filter((e) => isBox(e) && !isBoundary(e));
        for (const line of after) {
          if (line.type !== "arrow") continue;
          const ends = [line.startBinding?.elementId, line.endBinding?.elementId];
          const points = line.points.map((p): Point => [line.x + p[0], line.y + p[1]]);
          for (const { id, x, y, width, height } of boxes.filter((b) => !ends.includes(b.id)))
            for (const [i, to] of points.slice(1).entries())
              expect(
                meets(
                  { left: x, right: x + width, top: y, bottom: y + height },
                  points[i] ?? to,
                  to,
                ),
                `${line.id} over ${id}`,
              ).toBe(false);
        }
        const arrows = after.flatMap((e) => (e.type === "arrow" && e.endBinding ? [e] : []));
        const [only, ...more] = arrows;
        if (!only || more.length > 0) return;
        const [from, to] = [only.startBinding, only.endBinding].map((b) =>
          after.find((e) => e.id === b?.elementId),
        );
        expect((from?.x ?? 0) + (from?.width ?? 0)).toBeLessThan(to?.x ?? 0);
      }),
      RUNS,
    );
  },
);

test("a selection alone is laid out, clear of what stays", SLOW, () => {
  fc.assert(
    fc.property(notEmpty, fc.nat(4095), ({ old }, mask) => {
      const chosen = new Set(
        old.filter(isBox).flatMap(({ id }, i) => ((mask >> i) & 1 ? [id] : [])),
      );
      if (chosen.size === 0) return;
      const after = tidied(old, chosen);
      expect(graphOf(after)).toEqual(graphOf(old));
      const zone = old.find(isBoundary);
      const isIn = (e: SceneElement) => zone !== undefined && isWithin(areaOf(e), areaOf(zone));
      const isZoneChosen = old.some((e) => isBox(e) && isIn(e) && chosen.has(e.id));
      for (const box of old.filter(isBox)) {
        if (chosen.has(box.id) || (isZoneChosen && isIn(box))) continue;
        const now = after.find(({ id }) => id === box.id);
        expect([now?.x, now?.y]).toEqual([box.x, box.y]);
      }
      const boxes = after.filter((e) => isBox(e) && !isBoundary(e));
      for (const [i, one] of boxes.entries())
        for (const other of boxes.slice(i + 1))
          expect(overlaps(areaOf(one), areaOf(other)), `${one.id} over ${other.id}`).toBe(false);
    }),
    RUNS,
  );
});

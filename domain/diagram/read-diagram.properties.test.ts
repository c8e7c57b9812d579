import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Diagram } from "./diagram.schema";
import { diagramToText } from "./diagram-to-text";
import { readDiagram } from "./read-diagram";
import type { Scene } from "./scene.schema";
import {
  arrow,
  bindTo,
  listSceneFiles,
  loadScene,
  moved,
  named,
  renamed,
  sceneOf,
  text,
  turned,
} from "../../test/support/diagram/testing";

const scenes = listSceneFiles().map((file) => ({ file, scene: loadScene(file) }));

/** Boxes on a loose grid, some stacked close, arrows bound, half bound and unbound, texts about. */
const drawnScene = fc
  .record({
    spots: fc.array(
      fc.record({ x: fc.integer({ min: 0, max: 1400 }), y: fc.integer({ min: 0, max: 900 }) }),
      { minLength: 2, maxLength: 9 },
    ),
    links: fc.array(
      fc.record({ from: fc.nat(8), to: fc.nat(8), mode: fc.nat(3), head: fc.boolean() }),
      { maxLength: 9 },
    ),
    texts: fc.array(
      fc.record({
        x: fc.integer({ min: -100, max: 1500 }),
        y: fc.integer({ min: -100, max: 1000 }),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ spots, links, texts }): Scene => {
    const boxes = spots.flatMap((s, i) =>
      named(`b${i}`, s.x, s.y, `Part ${i}`, i % 4 === 3 ? { width: 500, height: 300 } : {}),
    );
    const arrows = links.map((l, i) => {
      const [a, b] = [l.from % spots.length, l.to % spots.length];
      const [from, to] = [spots[a] ?? { x: 0, y: 0 }, spots[b] ?? { x: 0, y: 0 }];
      return arrow(
        `a${i}`,
        [
          [from.x + 150, from.y + 35],
          [to.x - 10, to.y + 35],
        ],
        {
          startBinding: l.mode & 1 ? bindTo(`b${a}`) : null,
          endBinding: l.mode & 2 ? bindTo(`b${b}`) : null,
          startArrowhead: l.head ? "triangle" : null,
        },
      );
    });
    const words = texts.map((t, i) => text(`t${i}`, t.x, t.y, `note ${i}`));
    return sceneOf([...boxes, ...arrows, ...words]);
  });

const angle = fc.oneof(
  fc.double({ min: -7, max: 7, noNaN: true }),
  fc.constantFrom(Math.PI / 2, Math.PI, -Math.PI / 2, 0.1),
);
const shift = fc.double({ min: -100_000, max: 100_000, noNaN: true });

function withoutElements(diagram: Diagram) {
  const strip = <T extends { elements: string[] }>(things: T[]) =>
    things.map((t) => ({ ...t, elements: t.elements.length }));
  return {
    nodes: strip(diagram.nodes),
    edges: strip(diagram.edges),
    containers: strip(diagram.containers),
    annotations: strip(diagram.annotations),
    unreadable: diagram.unreadable.map((u) => ({ what: u.what, elements: u.elementIds.length })),
    counts: diagram.counts,
  };
}

function expectSame(scene: Scene, other: Scene): void {
  const a = readDiagram(scene);
  const b = readDiagram(other);
  expect(diagramToText(b)).toBe(diagramToText(a));
  expect(withoutElements(b)).toEqual(withoutElements(a));
}

function shuffled(scene: Scene, seed: number): Scene {
  const keyed = scene.elements.map((element, i) => ({
    element,
    key: Math.imul(i + 1, seed | 1) ^ (seed >>> 3),
  }));
  return { ...scene, elements: keyed.sort((a, b) => a.key - b.key).map((k) => k.element) };
}

describe.each([
  ["generated drawings", drawnScene, 60],
  ["strangers' drawings", fc.constantFrom(...scenes).map((s) => s.scene), 20],
] as const)("the same drawing gives the same graph: %s", (_, source, numRuns) => {
  test("reordered", () => {
    fc.assert(
      fc.property(source, fc.integer(), (scene, seed) => expectSame(scene, shuffled(scene, seed))),
      { numRuns },
    );
  });

  test("renamed", () => {
    fc.assert(
      fc.property(
        source,
        fc.string({ minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (scene, salt, reverse) => {
          const rename = (id: string) =>
            reverse ? `${salt}${[...id].reverse().join("")}` : `${salt}${id}`;
          expectSame(scene, renamed(scene, rename));
        },
      ),
      { numRuns },
    );
  });

  test("moved", () => {
    fc.assert(
      fc.property(source, shift, shift, (scene, dx, dy) => expectSame(scene, moved(scene, dx, dy))),
      { numRuns },
    );
  });

  test("turned", () => {
    fc.assert(
      fc.property(source, angle, shift, shift, (scene, by, x, y) =>
        expectSame(scene, turned(scene, by, [x, y])),
      ),
      { numRuns },
    );
  });

  test("pasted elsewhere: moved, turned, renamed and reordered at once", () => {
    fc.assert(
      fc.property(source, angle, shift, fc.integer(), (scene, by, dx, seed) =>
        expectSame(
          scene,
          shuffled(
            renamed(moved(turned(scene, by, [0, 0]), dx, -dx), (id) => `x${id}`),
            seed,
          ),
        ),
      ),
      { numRuns },
    );
  });
});

import { describe, expect, it } from "vitest";
import { readDiagram } from "../../diagram/read-diagram";
import type { SceneElement } from "../../diagram/scene.schema";
import { arrow, box, named, sceneOf, text } from "../../../test/support/diagram/testing";
import { revert } from "./edits";
import { listFaults } from "./list-faults";
import { countedChance } from "./testing-chance";
import { tieArrows } from "./tie-arrow";

type Rough = Parameters<typeof sceneOf>[0];

const read = (elements: SceneElement[]) => readDiagram({ elements, files: {} });
const faultsOf = (elements: SceneElement[]) => listFaults(read(elements), elements);

function merge(before: readonly SceneElement[], changed: readonly SceneElement[]): SceneElement[] {
  const all = new Map(before.map((element) => [element.id, element]));
  for (const element of changed) all.set(element.id, element);
  return [...all.values()];
}
function drawing(more: Rough): SceneElement[] {
  return sceneOf([...named("a", 0, 0, "Gateway"), ...named("b", 400, 0, "LLM"), ...more]).elements;
}
const bound = { startBinding: { elementId: "a", focus: 0, gap: 4 } };

describe("what to fix in a drawing", () => {
  it("is nothing in a sound one", () => {
    const ends = { ...bound, endBinding: { elementId: "b", focus: 0, gap: 4 } };
    expect(
      faultsOf(
        drawing([
          arrow(
            "x",
            [
              [144, 35],
              [396, 35],
            ],
            ends,
          ),
        ]),
      ),
    ).toEqual([]);
    expect(faultsOf([])).toEqual([]);
  });

  it("names an arrow that ends nowhere, and ties it to the box it points at", () => {
    const elements = drawing([
      arrow(
        "x",
        [
          [144, 35],
          [320, 35],
        ],
        bound,
      ),
    ]);
    const [fault, ...rest] = faultsOf(elements);
    expect(rest).toEqual([]);
    expect(fault).toMatchObject({
      what: "The arrow from Gateway has no end.",
      elementIds: ["x"],
      offers: [{ words: "Connect to LLM", ties: [{ arrowId: "x", end: "end", boxId: "b" }] }],
    });
    const changed = tieArrows(elements, fault?.offers[0]?.ties ?? [], countedChance());
    const after = merge(elements, changed);
    expect(read(after)).toMatchObject({ edges: [{ binding: "bound" }], unreadable: [] });
    expect(faultsOf(after)).toEqual([]);
    const tied = after.find(({ id }) => id === "x");
    expect(tied?.type === "arrow" && tied.x + (tied.points.at(-1)?.[0] ?? 0)).toBe(395);
    expect(after.find(({ id }) => id === "b")?.boundElements).toContainEqual({
      id: "x",
      type: "arrow",
    });
    const back = merge(after, revert(elements, changed, countedChance()));
    expect(faultsOf(back)).toHaveLength(1);
  });

  it("ties both ends of an arrow that is read by nearness only", () => {
    const elements = drawing([
      arrow("x", [
        [150, 35],
        [392, 35],
      ]),
    ]);
    const [fault] = faultsOf(elements);
    expect(fault).toMatchObject({
      weight: "loose",
      what: "Gateway to LLM is a guess from distance: the arrow isn't connected.",
      offers: [{ words: "Connect to Gateway and LLM" }],
    });
    const changed = tieArrows(elements, fault?.offers[0]?.ties ?? [], countedChance());
    expect(read(merge(elements, changed)).counts).toMatchObject({ boundEdges: 1 });
  });

  it("names both of two boxes about as far ahead", () => {
    const elements = drawing([
      ...named("c", 400, 100, "Cache"),
      arrow(
        "x",
        [
          [144, 85],
          [330, 85],
        ],
        bound,
      ),
    ]);
    expect(faultsOf(elements)).toMatchObject([
      {
        what: "The arrow from Gateway has no end.",
        offers: [{ words: "Connect to LLM" }, { words: "Connect to Cache" }],
      },
    ]);
  });

  it("never takes the boundary around an end for its box, nor ties an arrow to itself", () => {
    const elements = sceneOf([
      box("vpc", -200, -300, 1000, 700),
      ...named("a", 0, 0, "Gateway"),
      arrow(
        "x",
        [
          [144, 35],
          [180, 35],
        ],
        bound,
      ),
    ]).elements;
    expect(faultsOf(elements).find(({ elementIds }) => elementIds.includes("x"))?.offers).toEqual(
      [],
    );
  });

  it("offers a head what lies ahead of it, however near something beside it is", () => {
    const elements = sceneOf([
      ...named("a", 0, 0, "Gateway"),
      ...named("near", 190, 60, "Cache"),
      ...named("far", 480, 0, "LLM"),
      arrow(
        "x",
        [
          [144, 20],
          [300, 20],
        ],
        bound,
      ),
    ]).elements;
    expect(faultsOf(elements)).toMatchObject([{ offers: [{ words: "Connect to LLM" }] }]);
  });

  it("offers a tail what lies behind it, and nothing where nothing does", () => {
    const at = (x: number) =>
      sceneOf([
        ...named("rewriter", 500, 0, "Query rewriter"),
        ...named("above", 330, -150, "Reranker"),
        ...named("behind", x, 0, "Gateway"),
        arrow(
          "x",
          [
            [400, 35],
            [495, 35],
          ],
          { endBinding: { elementId: "rewriter", focus: 0, gap: 5 } },
        ),
      ]).elements;
    expect(faultsOf(at(100))).toMatchObject([
      {
        what: "The arrow to Query rewriter has no start.",
        offers: [{ words: "Connect to Gateway" }],
      },
    ]);
    expect(faultsOf(at(-300))).toMatchObject([{ offers: [] }]);
  });

  it("goes by the last stretch of a bent arrow", () => {
    const elements = sceneOf([
      ...named("a", 0, 0, "Gateway"),
      ...named("right", 500, 0, "LLM"),
      ...named("below", 230, 300, "Queue"),
      arrow(
        "x",
        [
          [144, 35],
          [300, 35],
          [300, 180],
        ],
        bound,
      ),
    ]).elements;
    expect(faultsOf(elements)).toMatchObject([{ offers: [{ words: "Connect to Queue" }] }]);
  });

  it("names boxes without a name, and what nobody can see", () => {
    const elements = drawing([
      box("c", 800, 0, 140, 70),
      text("t", 0, 300, "unseen", { opacity: 2 }),
    ]);
    expect(faultsOf(elements)).toMatchObject([
      { what: "A box without a name. Write one into it.", elementIds: ["c"], isNameless: true },
      { what: "This is invisible: opacity under 10%.", elementIds: ["t"], isNameless: false },
    ]);
  });
});

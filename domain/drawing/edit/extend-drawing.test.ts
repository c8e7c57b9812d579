import { describe, expect, it } from "vitest";
import { toLabelledGraph } from "../../diagram/print";
import { readDiagram } from "../../diagram/read-diagram";
import type { SceneElement } from "../../diagram/scene.schema";
import { named, sceneOf } from "../../../test/support/diagram/testing";
import { revert } from "./edits";
import { extendDrawing } from "./extend-drawing";
import { countedChance } from "./testing-chance";

const chance = countedChance();

function merge(before: readonly SceneElement[], changed: readonly SceneElement[]): SceneElement[] {
  const all = new Map(before.map((element) => [element.id, element]));
  for (const element of changed) {
    const old = all.get(element.id);
    if (!old || element.version > old.version) all.set(element.id, element);
  }
  return [...all.values()];
}

function graphOf(elements: readonly SceneElement[]) {
  const diagram = readDiagram({ elements: [...elements], files: {} });
  const { nodes, edges, containers } = toLabelledGraph(diagram);
  return {
    nodes: nodes.map(({ label }) => label).sort(),
    edges: edges
      .map(({ from, to, label, binding }) => `${from} > ${to}: ${label} ${binding}`)
      .sort(),
    containers: containers.map(({ label }) => label),
    unreadable: diagram.unreadable,
  };
}

const drawn = sceneOf([...named("a", 0, 0, "Gateway"), ...named("b", 400, 0, "LLM")]).elements;

describe("adding lines to a drawing", () => {
  it("draws on an empty canvas what the outline says", () => {
    const { changed, boxes, arrows } = extendDrawing([], "A -> B: asks\nB -> C", chance);
    expect({ boxes, arrows }).toEqual({ boxes: 3, arrows: 2 });
    expect(graphOf(changed)).toMatchObject({
      nodes: ["A", "B", "C"],
      edges: ["A > B: asks bound", "B > C: null bound"],
      unreadable: [],
    });
  });

  it("takes a name that is on the canvas for the box there, and ties the arrow to both", () => {
    const { changed, boxes } = extendDrawing(
      drawn,
      "gateway -> Cache [store]: look up\nGateway -> LLM: miss",
      chance,
    );
    expect(boxes).toBe(1);
    const after = merge(drawn, changed);
    expect(graphOf(after)).toMatchObject({
      nodes: ["Cache", "Gateway", "LLM"],
      edges: ["Gateway > Cache: look up bound", "Gateway > LLM: miss bound"],
      unreadable: [],
    });
    const gateway = after.find(({ id }) => id === "a");
    expect(gateway?.boundElements?.filter(({ type }) => type === "arrow")).toHaveLength(2);
  });

  it("draws no arrow twice, and a second time adds nothing", () => {
    const first = merge(drawn, extendDrawing(drawn, "Gateway -> LLM: ask", chance).changed);
    const again = extendDrawing(first, "Gateway -> LLM: ask", chance);
    expect(again).toMatchObject({ changed: [], boxes: 0, arrows: 0 });
  });

  it("puts new boxes below what is there, boundaries and all", () => {
    const { changed } = extendDrawing(drawn, "Index {\nWorker -> Store\n}\nStore -> LLM", chance);
    const after = merge(drawn, changed);
    expect(graphOf(after)).toMatchObject({ containers: ["Index"], unreadable: [] });
    const fresh = changed.filter(({ id, type }) => id !== "b" && type === "rectangle");
    for (const box of fresh) expect(box.y).toBeGreaterThan(70);
  });

  it("draws an arrow from a component to itself", () => {
    const after = merge(drawn, extendDrawing(drawn, "LLM -> LLM: next token", chance).changed);
    expect(graphOf(after).edges).toEqual(["LLM > LLM: next token bound"]);
  });

  it("is taken back whole", () => {
    const { changed } = extendDrawing(drawn, "Gateway -> Cache", chance);
    const after = merge(drawn, changed);
    const back = merge(after, revert(drawn, changed, chance));
    expect(graphOf(back)).toEqual(graphOf(drawn));
  });

  it("names the line it can't draw and changes nothing", () => {
    expect(() => extendDrawing(drawn, "Gateway -> LLM\nA -> B -> C", chance)).toThrow("Line 2");
  });
});

import { describe, expect, it } from "vitest";
import { toLabelledGraph } from "../../diagram/print";
import { readDiagram } from "../../diagram/read-diagram";
import type { SceneElement } from "../../diagram/scene.schema";
import { box, named, sceneOf, text } from "../../../test/support/diagram/testing";
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

const read = (elements: readonly SceneElement[]) =>
  readDiagram({ elements: [...elements], files: {} });

function graphOf(elements: readonly SceneElement[]) {
  const diagram = read(elements);
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

  it("puts a part that leads to a box before it, boundaries and all", () => {
    const { changed } = extendDrawing(drawn, "Index {\nWorker -> Store\n}\nStore -> LLM", chance);
    const after = merge(drawn, changed);
    expect(graphOf(after)).toMatchObject({ containers: ["Index"], unreadable: [] });
    const fresh = changed.filter(({ id, type }) => id !== "b" && type === "rectangle");
    expect(fresh.length).toBeGreaterThan(2);
    for (const box of fresh) expect(box.x + box.width).toBeLessThan(400);
  });

  it("puts what a box leads to after it, and what nothing joins below", () => {
    const { changed } = extendDrawing(drawn, "LLM -> Log [store]\nAlone", chance);
    const placeOf = (name: string) => {
      const text = changed.find((e) => e.type === "text" && e.originalText === name);
      return text ?? { x: 0, y: 0 };
    };
    expect(placeOf("Log").x).toBeGreaterThan(540);
    expect(placeOf("Alone").y).toBeGreaterThan(70);
  });

  it("puts a box into the boundary that is drawn, where that has room, and says where not", () => {
    const zone = (width: number) =>
      sceneOf([
        box("z", -40, -60, width, 200, { boundElements: [{ id: "zt", type: "text" }] }),
        text("zt", -35, -55, "Zone", { containerId: "z" }),
        ...named("a", 0, 0, "Gateway"),
      ]).elements;
    const lines = "Zone {\nCache\n}\nGateway -> Cache";
    const roomy = extendDrawing(zone(600), lines, chance);
    const [home] = toLabelledGraph(read(merge(zone(600), roomy.changed))).containers;
    expect(home?.contains.sort()).toEqual(["Cache", "Gateway"]);
    expect(roomy.notices).toEqual([]);
    const full = extendDrawing(zone(220), lines, chance);
    expect(full.notices).toEqual(["Zone has no room for Cache, so it was drawn next to it."]);
    const [small] = toLabelledGraph(read(merge(zone(220), full.changed))).containers;
    expect(small?.contains).toEqual(["Gateway"]);
  });

  it("says which box stays outside of a new boundary", () => {
    const { notices } = extendDrawing(drawn, "Zone {\nLLM\nCache\n}", chance);
    expect(notices).toEqual(["LLM stays where it is, outside of Zone."]);
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

  it("names the line it can't draw, and draws the others", () => {
    const { changed, errors, boxes, arrows } = extendDrawing(
      drawn,
      "Gateway -> Cache\nA -> B -> \nbad line without arrow\nllm",
      chance,
    );
    expect(errors.map(({ line }) => line)).toEqual([2, 3]);
    expect({ boxes, arrows }).toEqual({ boxes: 1, arrows: 1 });
    expect(graphOf(merge(drawn, changed)).nodes).toEqual(["Cache", "Gateway", "LLM"]);
  });
});

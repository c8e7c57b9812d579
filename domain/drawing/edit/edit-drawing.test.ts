import { describe, expect, it } from "vitest";
import { readDiagram } from "../../diagram/read-diagram";
import type { SceneElement } from "../../diagram/scene.schema";
import { box, named, sceneOf } from "../../../test/support/diagram/testing";
import { removeFromDrawing, renameComponent } from "./edit-drawing";
import { extendDrawing } from "./extend-drawing";
import { countedChance } from "./testing-chance";

const chance = countedChance();

function merge(before: readonly SceneElement[], changed: readonly SceneElement[]): SceneElement[] {
  const all = new Map(before.map((element) => [element.id, element]));
  for (const element of changed) all.set(element.id, element);
  return [...all.values()];
}
const read = (elements: readonly SceneElement[]) =>
  readDiagram({ elements: [...elements], files: {} });

describe("editing by list", () => {
  const plain = sceneOf([
    ...named("a", 0, 0, "Gateway"),
    ...named("b", 400, 0, "LLM"),
    box("c", 800, 0, 140, 70),
  ]).elements;
  const joined = merge(plain, extendDrawing(plain, "Gateway -> LLM: ask", chance).changed);

  it("renames a component where it stands; the box grows with a long name", () => {
    const node = read(joined).nodes.find(({ label }) => label === "LLM");
    if (!node) throw new Error("no LLM");
    const name = "Large language model that answers questions about claims with care";
    const after = merge(joined, renameComponent(joined, node, name, chance));
    expect(read(after).nodes.map(({ label }) => label)).toContain(name);
    expect(after.find(({ id }) => id === "b")?.height).toBeGreaterThan(70);
    expect(read(after).edges).toHaveLength(1);
  });

  it("gives a nameless box its name", () => {
    const after = merge(
      plain,
      renameComponent(plain, { label: "", elements: ["c"] }, "Queue", chance),
    );
    expect(read(after).nodes.map(({ label }) => label)).toEqual(["Gateway", "LLM", "Queue"]);
    expect(read(after).unreadable).toEqual([]);
  });

  it("removes a component with its arrows and leaves nothing hanging", () => {
    const diagram = read(joined);
    const id = diagram.nodes.find(({ label }) => label === "LLM")?.id ?? "";
    const after = merge(joined, removeFromDrawing(joined, diagram, id, chance));
    expect(read(after).nodes.map(({ label }) => label)).toContain("Gateway");
    expect(read(after).nodes.map(({ label }) => label)).not.toContain("LLM");
    expect(read(after).edges).toEqual([]);
    expect(after.find((element) => element.id === "a")?.boundElements).toHaveLength(1);
  });

  it("removes one arrow and its label only", () => {
    const diagram = read(joined);
    const after = merge(
      joined,
      removeFromDrawing(joined, diagram, diagram.edges[0]?.id ?? "", chance),
    );
    expect(read(after)).toMatchObject({ edges: [], annotations: [] });
    expect(read(after).nodes).toHaveLength(read(plain).nodes.length);
  });
});

import { expect, test } from "vitest";

import type { SceneElement } from "../../diagram/scene.schema";
import { drawOutline } from "./draw-outline";

function boxOf(elements: readonly SceneElement[], name: string): SceneElement {
  const text = elements.find((e) => e.type === "text" && e.originalText === name);
  const box = elements.find((e) => text?.type === "text" && e.id === text.containerId);
  if (!box) throw new Error(`No box ${name}`);
  return box;
}

test("an arrow back into a container leaves the container narrow", () => {
  const { elements } = drawOutline(
    "Runtime {\nPlan -> Act\n}\nAct -> Traces\nTraces -> Eval\nEval -> Gate\nGate -> Act",
  );
  expect(boxOf(elements, "Act").x).toBeLessThan(boxOf(elements, "Traces").x);
  expect(boxOf(elements, "Gate").x).toBeGreaterThan(boxOf(elements, "Eval").x);
});

test("an arrow between containers one above the other is one straight line", () => {
  const { elements } = drawOutline("One {\nA -> B\n}\nTwo {\nC -> D\n}\nOne -> Two: traces");
  const label = elements.find((e) => e.type === "text" && e.originalText === "traces");
  const arrow = elements.find((e) => label?.type === "text" && e.id === label.containerId);
  expect(arrow?.width).toBe(0);
  expect(arrow?.height).toBeGreaterThan(40);
});

test("the label of an arrow lies on its middle point, where the editor puts it", () => {
  const { elements } = drawOutline("A -> B\nB -> C\nC -> D\nD -> A: again\nA -> D: skips");
  const labels = elements.filter((e) => e.type === "text" && /again|skips/.test(e.originalText));
  expect(labels).toHaveLength(2);
  for (const label of labels) {
    const arrow = elements.find((e) => label.type === "text" && e.id === label.containerId);
    if (arrow?.type !== "arrow") throw new Error("A label without an arrow.");
    expect(arrow.points.length % 2).toBe(1);
    const [x = 0, y = 0] = arrow.points[(arrow.points.length - 1) / 2] ?? [];
    expect(arrow.x + x).toBeCloseTo(label.x + label.width / 2);
    expect(arrow.y + y).toBeCloseTo(label.y + label.height / 2);
  }
});

test("colours come from what a name tells, and from the shape asked for", () => {
  const { elements } = drawOutline("Vector index\nRanking LLM\nNotes [store]\nThing");
  const fill = (name: string) => boxOf(elements, name).backgroundColor;
  expect(fill("Notes")).toBe(fill("Vector index"));
  expect(new Set(["Vector index", "Ranking LLM", "Thing"].map(fill)).size).toBe(3);
  expect(boxOf(elements, "Notes").type).toBe("ellipse");
});

test("down, arrows lead from top to bottom, and a title has its room above the boxes", () => {
  const { elements } = drawOutline("Serving {\nA -> B: asks\nB -> C\n}\nC -> D", "down");
  const [a, b, c, d] = ["A", "B", "C", "D"].map((name) => boxOf(elements, name));
  if (!a || !b || !c || !d) throw new Error("a box is missing");
  for (const [one, next] of [
    [a, b],
    [b, c],
    [c, d],
  ] as const) {
    expect(next.y).toBeGreaterThan(one.y + one.height);
    expect(next.x + next.width / 2).toBeCloseTo(one.x + one.width / 2);
  }
  const title = elements.find((e) => e.type === "text" && e.originalText === "Serving");
  expect(title && title.y + title.height).toBeLessThanOrEqual(a.y);
  const all = elements.map(({ x, width }) => [x, x + width]).flat();
  expect(Math.max(...all) - Math.min(...all)).toBeLessThan(250);
});

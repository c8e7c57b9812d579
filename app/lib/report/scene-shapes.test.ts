import { describe, expect, it } from "vitest";
import { parseScene } from "#domain/diagram/parse-scene";
import { findShapes, isOnShape } from "./scene-shapes";
import type { SceneShape } from "./scene-shapes";

const { elements } = parseScene({
  elements: [
    { type: "rectangle", id: "box", x: 10, y: 20, width: 100, height: 50 },
    {
      type: "text",
      id: "label",
      x: 20,
      y: 30,
      width: 50,
      height: 20,
      text: "Cache",
      containerId: "box",
    },
    { type: "rectangle", id: "gone", x: 0, y: 0, width: 10, height: 10, isDeleted: true },
    {
      type: "arrow",
      id: "arrow",
      x: 200,
      y: 100,
      width: 100,
      height: 0,
      angle: Math.PI / 2,
      points: [
        [0, 0],
        [100, 0],
      ],
    },
  ],
}).scene;

describe("findShapes", () => {
  it("rings a box once, not its label too, and leaves out what is deleted or unknown", () => {
    const shapes = findShapes(elements, ["box", "label", "gone", "nowhere"]);
    expect(shapes.map(({ id }) => id)).toEqual(["box"]);
    expect(findShapes(elements, ["label"]).map(({ id }) => id)).toEqual(["label"]);
  });

  it("gives an arrow's points as they lie on the canvas, turned about its middle", () => {
    const [arrow] = findShapes(elements, ["arrow"]);
    expect(arrow?.kind).toBe("path");
    const points = arrow?.kind === "path" ? arrow.points : [];
    expect(points.map((point) => point.map(Math.round))).toEqual([
      [250, 50],
      [250, 150],
    ]);
  });
});

describe("isOnShape", () => {
  const box: SceneShape = { id: "b", kind: "box", x: 0, y: 0, width: 100, height: 20, angle: 0 };

  it("knows inside from outside, with slack", () => {
    expect(isOnShape(box, 50, 10, 0)).toBe(true);
    expect(isOnShape(box, 50, 25, 0)).toBe(false);
    expect(isOnShape(box, 50, 25, 6)).toBe(true);
  });

  it("turns with a turned box", () => {
    const turned = { ...box, angle: Math.PI / 2 };
    expect(isOnShape(turned, 50, 55, 0)).toBe(true);
    expect(isOnShape(turned, 95, 10, 0)).toBe(false);
  });

  it("measures the distance to a line between its points, not to its box", () => {
    const line: SceneShape = {
      id: "l",
      kind: "path",
      points: [
        [0, 0],
        [100, 100],
      ],
    };
    expect(isOnShape(line, 52, 48, 5)).toBe(true);
    expect(isOnShape(line, 90, 10, 5)).toBe(false);
  });
});

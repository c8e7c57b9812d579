import { describe, expect, it } from "vitest";
import { parseScene } from "./parse-scene";
import { readDiagram } from "./read-diagram";
import { nameDiagramParts, sayParts } from "./name-parts";
import type { DrawnPart } from "./name-parts";

function box(id: string, x: number, label: string): object[] {
  return [
    { type: "rectangle", id, x, y: 0, width: 160, height: 80 },
    {
      type: "text",
      id: `${id}-text`,
      x: x + 20,
      y: 30,
      width: 100,
      height: 25,
      text: label,
      containerId: id,
    },
  ];
}

function name(elements: object[]): DrawnPart[] {
  return nameDiagramParts(readDiagram(parseScene({ elements }).scene));
}

describe("nameDiagramParts", () => {
  it("names boxes by their labels and arrows by what they join", () => {
    const parts = name([
      ...box("a", 0, "Gateway"),
      ...box("b", 400, "Vector store"),
      {
        type: "arrow",
        id: "ab",
        x: 160,
        y: 40,
        width: 240,
        height: 0,
        points: [
          [0, 0],
          [240, 0],
        ],
        startBinding: { elementId: "a" },
        endBinding: { elementId: "b" },
      },
    ]);
    expect(parts.map((part) => [part.kind, part.name])).toEqual([
      ["component", "Gateway"],
      ["component", "Vector store"],
      ["connection", "Gateway → Vector store"],
    ]);
    expect(parts[0]?.elementIds).toContain("a");
    expect(parts[2]?.elementIds).toContain("ab");
  });

  it("names nothing in an empty drawing", () => {
    expect(name([])).toEqual([]);
  });
});

describe("sayParts", () => {
  const part = (kind: DrawnPart["kind"], partName: string): DrawnPart => ({
    id: partName,
    kind,
    name: partName,
    elementIds: ["x"],
  });

  it("names what has a name and counts the arrows", () => {
    const parts = [part("component", "Cache"), part("connection", "Cache → LLM")];
    expect(sayParts(parts, 2)).toBe("Cache and 1 arrow");
    expect(sayParts(parts.slice(1), 1)).toBe("Cache → LLM");
    expect(sayParts(parts.slice(0, 1), 1)).toBe("Cache");
    expect(sayParts([], 3)).toBe("3 elements");
  });
});

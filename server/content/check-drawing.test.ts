import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { checkDrawing } from "./check-drawing";

const FILE = "problems/rag-customer-support/solution.excalidraw";
type Elements = { elements: Record<string, unknown>[] };

async function readSolution(): Promise<Elements> {
  const scene: Elements = JSON.parse(await readFile(FILE, "utf8"));
  return scene;
}

function messages(scene: unknown, mustBind: boolean): string[] {
  return checkDrawing(scene, FILE, { mustBind }).map(({ message }) => message);
}

describe("checkDrawing", () => {
  it("finds nothing in a clean drawing with bound arrows", async () => {
    expect(messages(await readSolution(), true)).toEqual([]);
  });

  it("names an arrow that is not bound, where binding is asked", async () => {
    const { elements } = await readSolution();
    const loose = elements.map((element) =>
      element["id"] === "arrow-1" ? { ...element, startBinding: null } : element,
    );
    expect(messages({ elements: loose }, true)).toEqual([
      "arrow arrow-1, arrow-1-label is not bound",
    ]);
    expect(messages({ elements: loose }, false)).toEqual([]);
  });

  it("names elements that the filter drops, and boxes without a label", async () => {
    const { elements } = await readSolution();
    const broken = elements
      .filter((element) => element["id"] !== "gate-label")
      .concat({ id: "x", type: "iframe" });
    const found = messages({ elements: broken }, true);
    expect(found).toHaveLength(2);
    expect(found[0]).toBe("iframe x is dropped: type not allowed");
    expect(found[1]).toContain("(gate)");
  });

  it("does not take an empty canvas for a drawing", () => {
    expect(messages({ elements: [] }, false)).toEqual(["nothing is drawn"]);
  });
});

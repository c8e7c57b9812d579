import { describe, expect, it } from "vitest";
import type { SceneElement } from "#domain/diagram/scene.schema";
import { makeBox } from "../../../test/support/save-world";
import { DrawingSize } from "./drawing-size";

/** About 0.9 MB: two of them fit into a drawing. */
function heavy(id: string, change: Partial<SceneElement> = {}): SceneElement {
  return makeBox(id, 1, { link: `https://example.org/${"x".repeat(900_000)}`, ...change });
}

describe("DrawingSize", () => {
  it("names the new element that does not fit, and takes it once it does", () => {
    const size = new DrawingSize([heavy("a")]);
    expect(size.take([heavy("b")], new Set(["b"]))).toEqual(new Set());
    expect(size.take([heavy("c")], new Set(["c"]))).toEqual(new Set(["c"]));
    size.take([heavy("a", { isDeleted: true })], new Set());
    expect(size.take([heavy("c")], new Set(["c"]))).toEqual(new Set());
  });

  it("uses the room that the same change leaves, and never names what was there", () => {
    const size = new DrawingSize([heavy("a"), heavy("b")]);
    const swapped = [heavy("c"), heavy("a", { isDeleted: true })];
    expect(size.take(swapped, new Set(["c"]))).toEqual(new Set());
    const grown = heavy("b", { link: `https://example.org/${"x".repeat(1_500_000)}` });
    expect(size.take([grown], new Set())).toEqual(new Set());
  });
});

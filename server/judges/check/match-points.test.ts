import { describe, expect, it } from "vitest";
import type { Diagram } from "#domain/diagram/diagram.schema";
import type { Evidence } from "#domain/grading/evidence.schema";
import { makePoint } from "../../../test/support/debrief";
import { matchPoints } from "./match-points";
import type { MadePoint, PlacedPoint } from "./match-points";

const at = (
  start: number,
  end: number,
  section: "scenario" | "evaluation" = "scenario",
): Evidence => {
  return { source: "text", section, quote: "x", start, end };
};
const drawn = (...ids: string[]): Evidence => ({ source: "diagram", ids, elementIds: ids });

function plant(placed: Evidence[], more: Partial<PlacedPoint> = {}): PlacedPoint {
  const signs = { words: ["stale"], figures: [24.9] };
  const told = { headline: "h", places: [], consequence: "c", why: "w" };
  return {
    id: "p01",
    is_true: true,
    kind: "mechanism",
    danger: "sinks",
    ...told,
    signs,
    placed,
    ...more,
  };
}

function make(places: Evidence[], headline = "Pages go stale"): MadePoint {
  return makePoint({ places, headline, consequence: "It fails.", figures: [] });
}

const ARROW = { id: "E1", from: "N1", to: "N2", direction: "forward", binding: "bound" } as const;
const DRAWING: Pick<Diagram, "edges"> = { edges: [{ ...ARROW, label: null, elements: [] }] };

const match = (made: MadePoint[], planted: PlacedPoint[]) => matchPoints(made, planted, DRAWING);

describe("matchPoints", () => {
  it("takes a place that overlaps in the same section, and no other", () => {
    const planted = [plant([at(10, 20)])];
    expect(match([make([at(0, 11)])], planted)).toEqual(["p01"]);
    expect(match([make([at(0, 10)])], planted)).toEqual([]);
    expect(match([make([at(10, 20, "evaluation")])], planted)).toEqual([]);
    expect(match([make([at(0, 5), at(12, 13)])], planted)).toEqual(["p01"]);
  });

  it("takes a box and the arrows at it", () => {
    const planted = [plant([drawn("N2")])];
    expect(match([make([drawn("N2")])], planted)).toEqual(["p01"]);
    expect(match([make([drawn("E1")])], planted)).toEqual(["p01"]);
    expect(match([make([drawn("N1")])], planted)).toEqual([]);
  });

  it("wants a sign: the beginning of a word, or a figure that comes near", () => {
    const planted = [plant([at(10, 20)])];
    const figure = (value: number) => ({ shown: "", expression: "", value, inputs: [] });
    expect(match([make([at(10, 20)], "Staleness, after a day")], planted)).toEqual(["p01"]);
    expect(match([make([at(10, 20)], "It is installed twice")], planted)).toEqual([]);
    const bare = make([at(10, 20)], "Too few people");
    expect(match([{ ...bare, figures: [figure(25)] }], planted)).toEqual(["p01"]);
    expect(match([{ ...bare, figures: [figure(30)] }], planted)).toEqual([]);
  });

  it("counts a point once, however much it covers", () => {
    const planted = [plant([at(0, 10)]), plant([at(10, 20)], { id: "p02" })];
    expect(match([make([at(0, 20)])], planted)).toEqual(["p01"]);
    expect(match([make([at(0, 20)]), make([at(0, 20)])], planted)).toEqual(["p01", "p02"]);
  });
});

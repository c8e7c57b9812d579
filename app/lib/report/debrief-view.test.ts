import { describe, expect, it } from "vitest";
import type { ShownDebrief } from "#domain/grading/shown-debrief";
import { makeDebrief, makePoint } from "../../../test/support/debrief";
import { listSaying, spansOf, viewDebrief } from "./debrief-view";
import { listSums, sayFigure } from "./say-figure";

const made = makeDebrief();
const shown: ShownDebrief = {
  isLater: false,
  heart: made.heart,
  sinks: made.sinks,
  strengths: made.strengths,
  asides: made.asides ?? [],
  nextQuestion: made.nextQuestion,
  points: made.points.map((point) => ({ ...point, corrected: null })),
};
const PART = { id: "N1", kind: "component" as const, name: "Model", elementIds: ["n1"] };

describe("a debrief in a report", () => {
  it("numbers its points and gives each place an id that no criterion has", () => {
    const view = viewDebrief(shown, [PART]);
    if (view?.kind !== "made") throw new Error("it was made");
    expect(view.points.map(({ number }) => number)).toEqual([1, 2]);
    const places = view.points.flatMap((point) => point.places);
    expect(places.map(({ id, kind }) => [id, kind])).toEqual([
      ["p1.0", "text"],
      ["p2.0", "text"],
      ["p2.1", "drawing"],
    ]);
    expect(places[2]).toMatchObject({ parts: [PART], elementIds: ["n1"] });
    expect(view.strengths.map(({ place }) => place.id)).toEqual(["s1.0"]);
  });

  it("marks the words it rests on in their section, and in a reply", () => {
    const reply = makePoint({
      id: "p3",
      places: [
        { source: "interview", turn: 2, section: "scenario", quote: "Yes.", start: 3, end: 7 },
      ],
    });
    const view = viewDebrief(
      { ...shown, points: [...shown.points, { ...reply, corrected: null }] },
      [],
    );
    expect(spansOf(view, { section: "scenario" }).map(({ criterionId }) => criterionId)).toEqual([
      "p1.0",
      "p2.0",
      "a1.0",
      "s1.0",
    ]);
    expect(spansOf(view, { section: "evaluation" })).toEqual([]);
    expect(spansOf(view, { turn: 2 })).toEqual([{ start: 3, end: 7, criterionId: "p3.0" }]);
    expect(spansOf(view, { turn: 1 })).toEqual([]);
  });

  it("names the points that say what a criterion's note would", () => {
    const points = [["cost"], ["load", "cost"]].map((criterionIds, index) => ({
      ...makePoint({ id: `p${index + 1}`, criterionIds }),
      corrected: null,
    }));
    const view = viewDebrief({ ...shown, points }, []);
    expect(listSaying(view, "cost")).toEqual([1, 2]);
    expect(listSaying(view, "load")).toEqual([2]);
    expect(listSaying(view, "other")).toEqual([]);
  });

  it("says why there is none, and nothing where none was due", () => {
    expect(viewDebrief({ leftOut: "money" }, [])).toEqual({ kind: "left_out", reason: "money" });
    expect(viewDebrief(null, [])).toBeNull();
  });
});

describe("where a figure comes from", () => {
  it("is said of sums, and of a long sentence by the words around its number", () => {
    const words =
      "It gets **20,000 emails a day** at one address, where **17 sorters** read each one and move it to one of **12 queues** for the agents who answer.";
    const input = (value: number) => ({ name: "n", value, from: "told" as const, words });
    const figure = (value: number, expression: string) => ({
      shown: "1",
      expression,
      value,
      inputs: [input(value)],
    });
    expect(listSums([figure(12, "n"), figure(12, "n * 2")])).toHaveLength(1);
    const said = [20_000, 17, 12].map((value) => sayFigure(figure(value, "n * 2")).inputs[0]);
    expect(said).toEqual([
      "20,000: given, “It gets 20,000 emails a day at one address,…”",
      "17: given, “…a day at one address, where 17 sorters read each one and move…”",
      "12: given, “…each one and move it to one of 12 queues for the agents who…”",
    ]);
  });

  it("is its sum with the values in it, and the words of each", () => {
    const [figure] = makePoint().figures;
    if (!figure) throw new Error("no figure");
    expect(sayFigure(figure)).toEqual({
      sum: "60 × 30 = 1,800",
      inputs: ["60: you wrote “$60”", "30: assumed, a month of 30 days"],
    });
  });

  it("leaves the powers of ten in an expression alone", () => {
    const input = { name: "e", value: 0.5, from: "told" as const, words: "half" };
    const figure = { shown: "", expression: "e*1e6 - 2", value: 499_998, inputs: [input] };
    expect(sayFigure(figure)).toEqual({
      sum: "0.5 × 1e6 − 2 = 499,998",
      inputs: ["0.5: given, “half”"],
    });
  });
});

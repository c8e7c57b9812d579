import { describe, expect, test } from "vitest";

import { arrow, bindTo, box, line, named, text } from "../../test/support/diagram/testing";
import { A, B, read, straight } from "../../test/support/diagram/testing-read";

describe("arrows", () => {
  test("bound at both ends, in the old form and in the new", () => {
    const old = { startBinding: bindTo("a"), endBinding: bindTo("b") };
    const fresh = {
      startBinding: { elementId: "a", fixedPoint: [1, 0.5], mode: "orbit" },
      endBinding: { elementId: "b", fixedPoint: [0, 0.5], mode: "orbit" },
    };
    for (const ends of [old, fresh]) {
      const graph = read([...A, ...B, arrow("x", straight, ends)]);
      expect(graph.edges).toEqual(["Api -> Store"]);
      expect(graph.bindings).toEqual(["bound"]);
    }
  });

  test("unbound, by where they are drawn, even when they stop short", () => {
    const graph = read([
      ...A,
      ...B,
      arrow("x", [
        [185, 35],
        [350, 35],
      ]),
    ]);
    expect(graph.edges).toEqual(["Api -> Store"]);
    expect(graph.bindings).toEqual(["inferred"]);
  });

  test.each([
    [{ startArrowhead: "arrow", endArrowhead: null }, "Store -> Api"],
    [{ startArrowhead: "triangle", endArrowhead: "arrow" }, "Api <-> Store"],
    [{ startArrowhead: null, endArrowhead: null }, "Api -- Store"],
    [{ startArrowhead: "dot", endArrowhead: "arrow" }, "Api -> Store"],
  ])("direction by heads %o", (heads, edge) => {
    expect(read([...A, ...B, arrow("x", straight, heads)]).edges).toEqual([edge]);
  });

  test("turned by their own angle", () => {
    const upright = arrow(
      "x",
      [
        [270, -90],
        [270, 160],
      ],
      { angle: -Math.PI / 2 },
    );
    expect(read([...A, ...B, upright]).edges).toEqual(["Api -> Store"]);
  });

  test("left open are dangling, with what lies near, and never an edge to nothing", () => {
    const graph = read([
      ...A,
      ...B,
      arrow("x", [
        [145, 35],
        [270, 300],
      ]),
    ]);
    expect(graph.edges).toEqual(["Api -> null"]);
    expect(graph.bindings).toEqual(["dangling"]);
    expect(graph.unreadable).toEqual(["arrow with one open end"]);
    const near = read([
      ...A,
      ...B,
      arrow("x", [
        [145, 35],
        [300, 35],
        [345, -30],
      ]),
    ]);
    expect(near.diagram.edges[0]?.candidates).toEqual(["N2"]);
  });

  test("bound to their own label, or to a neighbour of what they point at", () => {
    const label = text("l", 270, 5, "calls the store");
    const toLabel = read([...A, ...B, label, arrow("x", straight, { endBinding: bindTo("l") })]);
    expect(toLabel.edges).toEqual(["Api -> Store: calls the store"]);
    const job = named("j", 380, 10, "job", { width: 44, height: 44 });
    const toNeighbour = read([
      ...A,
      ...B,
      ...job,
      arrow(
        "x",
        [
          [145, 35],
          [384, 30],
        ],
        { endBinding: bindTo("b") },
      ),
    ]);
    expect(toNeighbour.edges).toEqual(["Api -> job"]);
  });

  test("a binding to a deleted element falls back to the drawing", () => {
    const gone = box("gone", 400, 0, 10, 10, { isDeleted: true });
    expect(
      read([...A, ...B, gone, arrow("x", straight, { endBinding: bindTo("gone") })]).edges,
    ).toEqual(["Api -> Store"]);
  });

  test("lines joined end to end are one edge", () => {
    const graph = read([
      ...A,
      ...named("c", 400, 300, "Log"),
      line("l1", [
        [145, 35],
        [270, 35],
      ]),
      line("l2", [
        [271, 36],
        [270, 330],
      ]),
      arrow("l3", [
        [270, 332],
        [395, 332],
      ]),
    ]);
    expect(graph.edges).toEqual(["Api -> Log"]);
    expect(graph.diagram.edges[0]?.elements.sort()).toEqual(["l1", "l2", "l3"]);
  });

  test("a trunk that forks leads to each, and a branch shares its trunk's source", () => {
    const C = named("c", 400, 200, "Log");
    const forked = [
      line("t", [
        [145, 35],
        [270, 35],
      ]),
      arrow("x", [
        [270, 35],
        [395, 35],
      ]),
      arrow("y", [
        [270, 35],
        [270, 230],
        [395, 230],
      ]),
    ];
    expect(read([...A, ...B, ...C, ...forked]).edges).toEqual(["Api -> Log", "Api -> Store"]);
    const branched = [
      arrow("x", straight),
      arrow("y", [
        [270, 35],
        [270, 230],
        [395, 230],
      ]),
    ];
    expect(read([...A, ...B, ...C, ...branched]).edges).toEqual(["Api -> Log", "Api -> Store"]);
  });

  test("messages between the lifelines of a sequence drawing", () => {
    const graph = read([
      ...A,
      ...B,
      ...named("a2", 0, 600, "Api"),
      line("la", [
        [70, 75],
        [70, 595],
      ]),
      line("lb", [
        [470, 75],
        [470, 595],
      ]),
      arrow("m1", [
        [72, 200],
        [468, 200],
      ]),
      arrow("m2", [
        [468, 300],
        [72, 300],
      ]),
      text("t1", 240, 170, "write"),
    ]);
    expect(graph.edges).toEqual(["Api -> Store: write", "Store -> Api"]);
  });

  test("separators, underlines and slips of the mouse are none", () => {
    const graph = read([
      ...A,
      ...B,
      line("s", [
        [270, -300],
        [270, 500],
      ]),
      line("u", [
        [20, 50],
        [100, 50],
      ]),
      arrow("z", [
        [600, 600],
        [602, 601],
      ]),
    ]);
    expect(graph.edges).toEqual([]);
    expect(graph.unreadable).toEqual([]);
  });

  test("a legend is no connection", () => {
    const graph = read([
      ...A,
      ...B,
      arrow("x", straight),
      arrow("l", [
        [0, 400],
        [60, 400],
      ]),
      text("lt", 70, 390, "sync call"),
    ]);
    expect(graph.edges).toEqual(["Api -> Store"]);
    expect(graph.annotations).toEqual(["sync call"]);
  });
});

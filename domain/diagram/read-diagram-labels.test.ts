import { describe, expect, test } from "vitest";

import { arrow, box, text } from "../../test/support/diagram/testing";
import { A, B, read, straight } from "../../test/support/diagram/testing-read";

describe("labels of arrows", () => {
  test("bound, beside the middle, or in a box of their own", () => {
    const bound = text("l", 230, 20, "gRPC", { containerId: "x" });
    expect(read([...A, ...B, arrow("x", straight), bound]).edges).toEqual(["Api -> Store: gRPC"]);
    const loose = text("l", 230, -5, "gRPC");
    expect(read([...A, ...B, arrow("x", straight), loose]).edges).toEqual(["Api -> Store: gRPC"]);
    const boxed = [box("lb", 220, 20, 80, 30), text("l", 230, 22, "gRPC")];
    const graph = read([...A, ...B, arrow("x", straight), ...boxed]);
    expect(graph.edges).toEqual(["Api -> Store: gRPC"]);
    expect(graph.nodes).toEqual(["Api", "Store"]);
  });

  test("each text labels one arrow, the nearest", () => {
    const down = [
      arrow("x", [
        [145, 20],
        [395, 20],
      ]),
      arrow("y", [
        [395, 60],
        [145, 60],
      ]),
    ];
    expect(
      read([...A, ...B, ...down, text("q", 240, -10, "query"), text("r", 240, 65, "rows")]).edges,
    ).toEqual(["Api -> Store: query", "Store -> Api: rows"]);
  });

  test("far text is an annotation", () => {
    const graph = read([...A, ...B, arrow("x", straight), text("n", 100, 300, "Version 2")]);
    expect(graph.edges).toEqual(["Api -> Store"]);
    expect(graph.annotations).toEqual(["Version 2"]);
  });
});

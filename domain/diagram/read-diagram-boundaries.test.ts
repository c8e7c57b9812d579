import { describe, expect, test } from "vitest";

import { arrow, box, line, named, text } from "../../test/support/diagram/testing";
import { A, read } from "../../test/support/diagram/testing-read";

describe("boundaries", () => {
  const inside = [...named("a", 50, 100, "Api"), ...named("b", 300, 100, "Store")];
  const outline = box("o", 0, 0, 600, 300, { strokeStyle: "dashed" });

  test.each([
    ["bound", text("t", 10, 5, "VPC", { containerId: "o" })],
    ["inside, on top", text("t", 10, 8, "VPC")],
    ["inside, at the foot", text("t", 250, 270, "VPC")],
    ["outside, above", text("t", 10, -30, "VPC")],
    ["astride the border", text("t", 10, -12, "VPC")],
  ])("named by a title: %s", (_, title) => {
    expect(read([outline, title, ...inside]).boundaries).toEqual(["VPC: Api, Store"]);
  });

  test("named by the icon and title in their corner, as cloud vendors draw them", () => {
    const icon = [
      box("i1", 1, 1, 40, 40, { groupIds: ["p", "g"] }),
      line(
        "i2",
        [
          [5, 5],
          [35, 35],
        ],
        { groupIds: ["p", "g"] },
      ),
    ];
    const title = text("t", 48, 8, "VPC", { groupIds: ["g"] });
    expect(read([outline, ...icon, title, ...inside]).boundaries).toEqual(["VPC: Api, Store"]);
  });

  test("nested: the direct parent only", () => {
    const graph = read([
      box("v", -100, -100, 900, 600),
      text("vt", -90, -90, "VPC"),
      outline,
      text("st", 10, 8, "Subnet"),
      ...inside,
    ]);
    expect(graph.boundaries).toEqual(["Subnet: Api, Store", "VPC: Subnet"]);
  });

  test("frames come first, and cut off what lies outside", () => {
    const frame = { ...box("f", -10, -10, 700, 400), type: "frame", name: "Cloud" };
    const stray = text("s", 5000, 10, "unseen", { frameId: "f" });
    const graph = read([frame, ...inside.map((e) => ({ ...e, frameId: "f" })), stray]);
    expect(graph.boundaries).toEqual(["Cloud: Api, Store"]);
    expect(graph.hidden).toEqual(["outside its frame"]);
  });

  test("arrows and plain lines may end at them", () => {
    const graph = read([
      outline,
      text("t", 10, -30, "VPC"),
      ...inside,
      ...named("m", 200, 450, "Monitor"),
      line("l", [
        [270, 445],
        [270, 305],
      ]),
    ]);
    expect(graph.edges).toEqual(["Monitor -- VPC"]);
  });

  test("an arrow that crosses the border and meets nothing means the boundary", () => {
    const crossing = arrow("x", [
      [270, 445],
      [255, 250],
    ]);
    const graph = read([
      outline,
      text("t", 10, -30, "VPC"),
      ...inside,
      ...named("m", 200, 450, "Monitor"),
      crossing,
    ]);
    expect(graph.edges).toEqual(["Monitor -> VPC"]);
  });

  test("what sits astride the border lies outside", () => {
    expect(
      read([outline, text("t", 10, 8, "VPC"), ...inside, ...named("x", 530, 100, "Edge")])
        .boundaries,
    ).toEqual(["VPC: Api, Store"]);
  });

  test("a box of bare texts strewn about holds them", () => {
    const graph = read([
      box("o", 0, 0, 400, 300),
      text("t", 180, 5, "VM"),
      text("1", 20, 100, "Exporter"),
      text("2", 250, 80, "Grafana"),
      text("3", 120, 200, "Loki"),
    ]);
    expect(graph.boundaries).toEqual(["VM: Exporter, Grafana, Loki"]);
  });

  test("a double border is one box", () => {
    expect(read([box("o", -10, -10, 160, 90), ...A]).boundaries).toEqual([]);
  });
});
